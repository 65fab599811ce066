/** The time as the screen shows it: `second` for countdowns, `coarse` for waits, which only need a minute. */
class Clock {
  second = $state(Date.now());
  coarse = $state(Date.now());

  constructor() {
    setInterval(() => this.#tick(), 1000);
    document.addEventListener('visibilitychange', () => this.#tick());
  }

  #tick() {
    if (document.hidden) return;
    this.second = Date.now();
    if (this.second - this.coarse >= 10_000) this.coarse = this.second;
  }
}

export const clock = new Clock();
