import { SvelteSet } from 'svelte/reactivity';
import type { Kept } from './drawn-rows.ts';
import type { ThreadItem } from './thread.ts';

/** Rows that stay drawn: with an open card, a sound that plays, the focus, a selection. To be made in a component. */
export class KeptRows {
  readonly #items: () => ThreadItem[];
  readonly #touched = new SvelteSet<string>();
  #selected = $state.raw<Kept['selected']>(null);

  constructor(items: () => ThreadItem[], log: () => HTMLElement | null) {
    this.#items = items;
    $effect(() => this.#watch(log()));
  }

  get places(): Kept {
    const touched = this.#items().flatMap(({ key }, index) => (this.#touched.has(key) ? [index] : []));
    return { touched, selected: this.#selected };
  }

  #watch(log: HTMLElement | null) {
    const stop = new AbortController();
    const options = { signal: stop.signal, capture: true };
    for (const kind of ['click', 'focusin', 'play'])
      log?.addEventListener(kind, ({ target }) => this.#touch(target), options);
    document.addEventListener('selectionchange', () => (this.#selected = selection()), options);
    return () => stop.abort();
  }

  #touch(element: EventTarget | null) {
    const item = this.#items()[placeOf(element) ?? -1];
    if (item) this.#touched.add(item.key);
  }
}

/** From which row to which words are selected. */
function selection(): Kept['selected'] {
  const { anchorNode = null, focusNode = null, isCollapsed } = document.getSelection() ?? {};
  const [a, b] = [placeOf(anchorNode), placeOf(focusNode)];
  if (isCollapsed !== false || a === null || b === null) return null;
  return { from: Math.min(a, b), to: Math.max(a, b) };
}

function placeOf(target: EventTarget | null): number | null {
  const element = target instanceof Element ? target : target instanceof Node ? target.parentElement : null;
  const row = element?.closest<HTMLElement>('.log [data-index]');
  return row ? Number(row.dataset['index']) : null;
}
