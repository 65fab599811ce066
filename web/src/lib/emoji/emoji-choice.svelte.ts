import { type Emoji, type EmojiGroup, loadEmoji, searchEmoji } from './emoji-list.ts';
import { type Cell, moved, rowsOf } from './grid.ts';

/** A part of the picker: what was found has no heading of its own. */
export interface Shown {
  name: 'recent' | 'found' | EmojiGroup;
  /** The number of its first row among all rows. */
  from: number;
  rows: Emoji[][];
}

/** What the picker shows, and which one is meant. */
export class EmojiChoice {
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  typed = $state('');
  at = $state.raw<Cell>({ row: 0, column: 0 });

  #all = $state.raw<Emoji[]>([]);
  #recent = $state.raw<string[]>([]);
  readonly groups = $derived.by(() => this.#shown());
  readonly #rows = $derived(this.groups.flatMap(({ rows }) => rows));

  get current(): Emoji | undefined {
    return this.#rows[this.at.row]?.[this.at.column];
  }

  /** How many answer to the words. */
  get count(): number {
    return this.#rows.reduce((sum, row) => sum + row.length, 0);
  }

  async load(language: 'uk' | 'en', recent: string[]) {
    this.#recent = recent;
    try {
      this.#all = await loadEmoji(language);
      this.state = 'ready';
    } catch {
      this.state = 'failed';
    }
  }

  search(typed: string) {
    this.typed = typed;
    this.at = { row: 0, column: 0 };
  }

  /** Whether the key was the grid's. */
  move(key: string): boolean {
    const lengths = this.#rows.map(({ length }) => length);
    const to = moved(key, this.at, lengths);
    if (to && lengths.length > 0) this.at = to;
    return to !== null;
  }

  #shown(): Shown[] {
    const parts = this.typed.trim() === '' ? this.#parts() : [part('found', searchEmoji(this.#all, this.typed))];
    let from = 0;
    return parts
      .filter(({ rows }) => rows.length > 0)
      .map((shown) => ({ ...shown, from: (from += shown.rows.length) - shown.rows.length }));
  }

  #parts() {
    const signs = new Map(this.#all.map((emoji) => [emoji.sign, emoji]));
    const recent = this.#recent.flatMap((sign) => signs.get(sign) ?? []);
    const groups = Map.groupBy(this.#all, ({ group }) => group);
    return [part('recent', recent), ...[...groups].map(([name, own]) => part(name, own))];
  }
}

function part(name: Shown['name'], all: Emoji[]): Omit<Shown, 'from'> {
  return { name, rows: rowsOf(all) };
}
