// Loaded before a program of the product: its wall clock goes wrong by the milliseconds in its own address, as a
// machine's may. Plain JavaScript, since it is loaded before anything else; time that only counts on (performance.now,
// timers) stays right, as it does on such a machine.
const shift = Number(new URL(import.meta.url).searchParams.get('by'));
const Real = Date;
const now = () => Real.now() + shift;

globalThis.Date = class Date extends Real {
  constructor(...given) {
    if (given.length === 0) super(now());
    else super(...given);
  }
  static now() {
    return now();
  }
};
