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
  /** As they were drawn last. */
  #last: ThreadItem[] = [];
  /** The row that has to stand so far from the upper edge. */
  #held: { key: string; top: number } | null = null;
  #loads = 0;

  readonly drawn = $derived.by(() => this.#drawn());

  /** `loads`: how often something was loaded. */
  constructor(items: () => ThreadItem[], log: () => HTMLElement | null, loads: () => number) {
    this.#items = items;
    this.#log = log;
    this.#kept = new KeptRows(items, log);
    this.#rows = virtualRows(() => this.#options());
    $effect.pre(() => this.#loaded(loads()));
    $effect(() => this.#measure());
  }

  /** The last row in sight. */
  get lastInSight(): number {
    return this.#rows.current.range?.endIndex ?? -1;
  }

  /** Brings a row into sight, so far below the upper edge. */
  show(key: string, top: number) {
    this.#held = { key, top };
    this.#draw();
    this.#settle();
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
    for (const row of this.#elements()) rows.measureElement(row);
    this.#last = this.#items();
    this.#settle();
  }

  /** While one scrolls they would be measured a moment later, and what is read moved once more. */
  measureNow(elements = this.#elements()) {
    const rows = untrack(() => this.#rows.current);
    for (const element of elements) rows.resizeItem(placeOf(element), heightOf(element));
  }

  /** What was loaded is no news, and what is read stays where it is. */
  #loaded(loads: number) {
    const items = this.#items();
    if (loads === this.#loads) return;
    this.#loads = loads;
    for (const { key } of items) this.#known.add(key);
    this.#held ??= this.#inSight(new Set(items.map(({ key }) => key)));
    this.#draw();
  }

  /** The first row in sight that will still be there. */
  #inSight(kept: Set<string>): { key: string; top: number } | null {
    const top = this.#log()?.getBoundingClientRect().top ?? 0;
    for (const row of this.#elements()) {
      const { key, type } = this.#last[placeOf(row)] ?? {};
      const box = row.getBoundingClientRect();
      if (key !== undefined && type !== 'day' && kept.has(key) && box.bottom > top) return { key, top: box.top - top };
    }
    return null;
  }

  /** The rows around the held one are drawn at once. */
  #draw() {
    const held = this.#heldPlace();
    const rows = untrack(() => this.#rows.current);
    if (held) rows.scrollOffset = Math.max(0, startOf(rows, held.index) - held.top);
  }

  /** And it stands where it should. */
  #settle() {
    const [held, log, rows] = [this.#heldPlace(), this.#log(), untrack(() => this.#rows.current)];
    if (!held || !log) return;
    const [elements, before] = [this.#elements(), log.scrollTop];
    const row = elements.find((element) => placeOf(element) === held.index);
    this.measureNow(elements);
    const top = row && row.getBoundingClientRect().top - log.getBoundingClientRect().top;
    log.scrollTop = top === undefined ? startOf(rows, held.index) - held.top : log.scrollTop + top - held.top;
    rows.scrollOffset = log.scrollTop;
    if (row || log.scrollTop === before) this.#held = null;
  }

  #heldPlace(): { index: number; top: number } | null {
    const held = this.#held;
    const index = held ? untrack(this.#items).findIndex(({ key }) => key === held.key) : -1;
    return held && index >= 0 ? { index, top: held.top } : null;
  }

  #elements(): HTMLElement[] {
    return [...(this.#log()?.querySelectorAll<HTMLElement>('[data-index]') ?? [])];
  }
}

function placeOf(row: HTMLElement): number {
  return Number(row.dataset['index']);
}

function startOf(rows: Rows, index: number): number {
  // Reckons anew what has changed since.
  rows.getTotalSize();
  return rows.measurementsCache[index]?.start ?? 0;
}

function heightOf(row: HTMLElement): number {
  return row.getBoundingClientRect().height;
}
