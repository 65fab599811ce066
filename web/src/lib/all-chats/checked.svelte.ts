/** Which of a list are checked: some of them by what names them, or all that fit, seen or not. */
export class Checked<Key extends string | number = number> {
  keys = $state.raw<ReadonlySet<Key>>(new Set());
  /** All that fit. Whoever then takes one out goes on with those of the page without it. */
  isAll = $state(false);
  #of = '';

  readonly isAny = $derived(this.isAll || this.keys.size > 0);

  has = (key: Key): boolean => this.isAll || this.keys.has(key);

  /** What is checked belongs to what was asked for; other pages and orders of the same keep it. */
  belongsTo(filter: object) {
    const of = JSON.stringify(filter);
    if (of !== this.#of) this.clear();
    this.#of = of;
  }

  turn(key: Key, shown: Key[]) {
    const keys = new Set(this.isAll ? shown : this.keys);
    if (!keys.delete(key)) keys.add(key);
    this.#take(keys);
  }

  turnPage(shown: Key[]) {
    const isWhole = shown.every(this.has);
    const keys = new Set(this.isAll ? [] : this.keys);
    for (const key of shown)
      if (isWhole) keys.delete(key);
      else keys.add(key);
    this.#take(keys);
  }

  takeAll() {
    this.#take(new Set());
    this.isAll = true;
  }

  clear = () => this.#take(new Set());

  #take(keys: ReadonlySet<Key>) {
    this.keys = keys;
    this.isAll = false;
  }
}
