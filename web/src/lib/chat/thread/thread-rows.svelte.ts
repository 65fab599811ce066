import { untrack } from 'svelte';
import type { ThreadItem } from './thread.ts';
import { drawnRows, movesWhatIsRead } from './drawn-rows.ts';
import { KeptRows } from './kept-rows.svelte.ts';
import { type RowOptions, type Rows, virtualRows } from '#lib/ui/virtual-rows.svelte.ts';

/** What stands on the element of a row. */
export type RowMarks = Record<'data-index' | 'aria-setsize' | 'aria-posinset', number> & { 'aria-live'?: 'off' };
/** A row that is drawn, and how much room the rows above it take that are not. */
export type DrawnRow = { item: ThreadItem; space: number; marks: RowMarks };

/** Of a long conversation only what is near to sight is drawn. To be made in a component. */
export class ThreadRows {
  readonly #items: () => ThreadItem[];
  readonly #log: () => HTMLElement | null;
  readonly #kept: KeptRows;
  readonly #rows: { readonly current: Rows };
  /** Rows that were there before they were drawn: they are not news to whoever hears the page. */
  readonly #known = new Set<string>();
  /** The oldest message and where it stands. */
  #oldest: { key: string; start: number } | null = null;
  /** When older messages have come: how far from the end one reads. */
  #fromEnd: number | null = null;

  readonly drawn = $derived.by(() => this.#drawn());

  constructor(items: () => ThreadItem[], log: () => HTMLElement | null) {
    this.#items = items;
    this.#log = log;
    this.#kept = new KeptRows(items, log);
    this.#rows = virtualRows(() => this.#options());
    $effect.pre(() => this.#holdPlace());
    $effect(() => this.#measure());
  }

  #options(): RowOptions {
    const [items, kept] = [this.#items(), this.#kept.places];
    return {
      count: items.length,
      getItemKey: (index) => items[index]?.key ?? index,
      getScrollElement: this.#log,
      estimateSize: () => 64,
      measureElement: heightOf,
      rangeExtractor: (range) => drawnRows(range, kept),
      initialRect: { width: 0, height: 900 },
      overscan: 12,
    };
  }

  #drawn(): DrawnRow[] {
    const items = this.#items();
    let end = 0;
    return this.#rows.current.getVirtualItems().flatMap(({ index, start, end: nextEnd }) => {
      const item = items[index];
      if (!item) return [];
      const space = start - end;
      end = nextEnd;
      const marks = { 'data-index': index, 'aria-setsize': items.length, 'aria-posinset': index + 1 };
      // Earlier chats are opened by whoever reads: they are not news either.
      const isKnown = this.#known.has(item.key) || item.talk !== undefined || item.type.startsWith('past');
      return [{ item, space, marks: isKnown ? { ...marks, 'aria-live': 'off' as const } : marks }];
    });
  }

  #measure() {
    const rows = this.#rows.current;
    rows.shouldAdjustScrollPositionOnItemSizeChange = (row, _delta, { itemSizeCache, scrollOffset }) =>
      movesWhatIsRead(row, itemSizeCache.has(row.key), scrollOffset ?? 0);
    const drawn = new Set(this.drawn.map(({ item }) => item.key));
    for (const { key } of this.#items()) if (!drawn.has(key)) this.#known.add(key);
    const log = this.#log();
    const elements = [...(log?.querySelectorAll<HTMLElement>('[data-index]') ?? [])];
    for (const row of elements) rows.measureElement(row);
    if (log && this.#fromEnd !== null) this.#return(log, elements, this.#fromEnd);
    this.#oldest = this.#oldestNow();
  }

  /** When older messages come, the rows around what is read are drawn at once. */
  #holdPlace() {
    const before = this.#oldest;
    const [now, log, rows] = [this.#oldestNow(), this.#log(), untrack(() => this.#rows.current)];
    if (!before || !log || now?.key === before.key || this.#fromEnd !== null) return;
    const index = this.#items().findIndex(({ key }) => key === before.key);
    if (index < 0) return;
    this.#fromEnd = log.scrollHeight - log.scrollTop;
    rows.scrollOffset = (rows.scrollOffset ?? 0) + startOf(rows, index) - before.start;
  }

  /** And stay in sight. */
  #return(log: HTMLElement, elements: HTMLElement[], fromEnd: number) {
    const rows = this.#rows.current;
    // While one scrolls they would be measured a moment later, and moved once more.
    for (const row of elements) rows.resizeItem(Number(row.dataset['index']), heightOf(row));
    log.scrollTop = log.scrollHeight - fromEnd;
    rows.scrollOffset = log.scrollTop;
    this.#fromEnd = null;
  }

  #oldestNow() {
    const index = this.#items().findIndex(({ type, talk }) => type === 'message' && !talk);
    const key = this.#items()[index]?.key;
    return key === undefined ? null : { key, start: startOf(this.#rows.current, index) };
  }
}

function startOf(rows: Rows, index: number): number {
  // Reckons anew what has changed since.
  rows.getTotalSize();
  return rows.measurementsCache[index]?.start ?? 0;
}

function heightOf(row: HTMLElement): number {
  return row.getBoundingClientRect().height;
}
