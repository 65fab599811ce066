import { createVirtualizer, type SvelteVirtualizer, type VirtualizerOptions } from '@tanstack/svelte-virtual';
import { onDestroy, untrack } from 'svelte';

type All = VirtualizerOptions<HTMLElement, HTMLElement>;
type OfTheStore = 'scrollToFn' | 'observeElementRect' | 'observeElementOffset';
export type RowOptions = Omit<All, OfTheStore> & Partial<Pick<All, OfTheStore>>;
export type Rows = SvelteVirtualizer<HTMLElement, HTMLElement>;

/**
 * The rows of a long list that are near to what is in sight: only they are drawn. The options are read again whenever
 * what they are made of changes, before the list is drawn anew.
 */
export function virtualRows(options: () => RowOptions): { readonly current: Rows } {
  const store = createVirtualizer<HTMLElement, HTMLElement>(untrack(options));
  let rows!: Rows;
  // It is one object that changes within: a number tells that it did.
  let changes = $state(0);
  onDestroy(
    store.subscribe((now) => {
      rows = now;
      untrack(() => (changes += 1));
    }),
  );
  const tell = () => {
    const now = options();
    untrack(() => rows.setOptions(now));
  };
  $effect.pre(tell);
  // And once when the scrolling element is there.
  $effect(tell);
  return {
    get current() {
      void changes;
      return rows;
    },
  };
}
