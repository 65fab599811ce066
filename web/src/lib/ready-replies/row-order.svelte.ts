/** Where a row goes by which key, in a list that begins at 0. */
const KEYS = new Map<string, (at: number, count: number) => number>([
  ['ArrowUp', (at) => at - 1],
  ['ArrowDown', (at) => at + 1],
  ['Home', () => 0],
  ['End', (_, count) => count - 1],
]);

/** `at` is there now what stood at `from`. */
export function movedWithin<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const others = items.filter((_, at) => at !== from);
  return [...others.slice(0, to), ...items.slice(from, from + 1), ...others.slice(to)];
}

/** To which place among the rows a pointer takes one: over how many of the others' middles it has come. */
export function placeUnder(y: number, from: number, middles: readonly number[]): number {
  return middles.filter((middle, at) => at !== from && middle < y).length;
}

/** Rows that a person puts in order: pulled by their handle, with a mouse, a pen or a finger, or moved by keys. */
export class RowOrder {
  /** The row that is being pulled, and where it would go. */
  pulled = $state.raw<{ from: number; to: number } | null>(null);

  readonly #rows: () => HTMLElement[];
  readonly #move: (from: number, to: number) => void;

  constructor(rows: () => HTMLElement[], move: (from: number, to: number) => void) {
    this.#rows = rows;
    this.#move = move;
  }

  /** On which side of this row the pulled one would stand; null: not beside it. */
  sideOf(at: number): 'before' | 'after' | null {
    const { from, to } = this.pulled ?? { from: 0, to: 0 };
    if (from === to || at !== to) return null;
    return to < from ? 'before' : 'after';
  }

  grip = (at: number) => ({
    onpointerdown: (event: PointerEvent & { currentTarget: HTMLElement }) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      this.pulled = { from: at, to: at };
    },
    onpointermove: ({ clientY }: PointerEvent) => this.#pull(clientY),
    onpointerup: () => this.#drop(),
    onpointercancel: () => this.#giveUp(),
    onkeydown: (event: KeyboardEvent) => this.#keyed(event, at),
  });

  #pull(y: number) {
    if (!this.pulled) return;
    const rows = this.#rows();
    const middles = rows.map((row) => row.getBoundingClientRect()).map(({ top, height }) => top + height / 2);
    const to = placeUnder(y, this.pulled.from, middles);
    this.pulled = { from: this.pulled.from, to };
    // At the edge of what is in sight the next ones come into it.
    for (const beside of [rows[to - 1], rows[to + 1]]) beside?.scrollIntoView({ block: 'nearest' });
  }

  #drop() {
    const { pulled } = this;
    this.pulled = null;
    if (pulled && pulled.from !== pulled.to) this.#move(pulled.from, pulled.to);
  }

  #giveUp() {
    this.pulled = null;
  }

  #keyed(event: KeyboardEvent, at: number) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === 'Escape' && this.pulled) {
      event.stopPropagation();
      return this.#giveUp();
    }
    const count = this.#rows().length;
    const to = KEYS.get(event.key)?.(at, count);
    if (to === undefined) return;
    event.preventDefault();
    if (to !== at && to >= 0 && to < count) this.#move(at, to);
  }
}
