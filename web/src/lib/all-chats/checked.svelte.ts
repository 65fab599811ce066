import { filterOf, type ListAddress } from './address.ts';

/** Which chats of the list are checked: some of them by their numbers, or all that fit, seen or not. */
export class Checked {
  numbers = $state.raw<ReadonlySet<number>>(new Set());
  /** All that fit. Whoever then takes one out goes on with those of the page without it. */
  isAll = $state(false);
  #of = '';

  readonly isAny = $derived(this.isAll || this.numbers.size > 0);

  has = (number: number): boolean => this.isAll || this.numbers.has(number);

  /** What is checked belongs to what was asked for; other pages and orders of the same keep it. */
  belongsTo(address: ListAddress) {
    const of = JSON.stringify(filterOf(address));
    if (of !== this.#of) this.clear();
    this.#of = of;
  }

  turn(number: number, shown: number[]) {
    const numbers = new Set(this.isAll ? shown : this.numbers);
    if (!numbers.delete(number)) numbers.add(number);
    this.#take(numbers);
  }

  turnPage(shown: number[]) {
    const isWhole = shown.every(this.has);
    const numbers = new Set(this.isAll ? [] : this.numbers);
    for (const number of shown)
      if (isWhole) numbers.delete(number);
      else numbers.add(number);
    this.#take(numbers);
  }

  takeAll() {
    this.#take(new Set());
    this.isAll = true;
  }

  clear = () => this.#take(new Set());

  #take(numbers: ReadonlySet<number>) {
    this.numbers = numbers;
    this.isAll = false;
  }
}
