import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/svelte-virtual';
import { onMount, untrack } from 'svelte';

export type Rows = Virtualizer<HTMLElement, HTMLElement>;
type All = VirtualizerOptions<HTMLElement, HTMLElement>;
type Fixed = 'scrollToFn' | 'observeElementRect' | 'observeElementOffset' | 'onChange';
export type RowOptions = Omit<All, Fixed>;

const FIXED = { scrollToFn: elementScroll, observeElementRect, observeElementOffset };

/**
 * The rows of a long list that are near to what is in sight: only they are drawn. The options are read again whenever
 * what they are made of changes, before the list is drawn anew; the list is scrolled after that. The package's own
 * store does both at once, when the rows that it scrolls to are not there yet.
 */
export function virtualRows(options: () => RowOptions): { readonly current: Rows } {
  // It is one object that changes within: a number tells that it did.
  let changes = $state(0);
  const changed = () => untrack(() => (changes += 1));
  const all = (): All => ({ ...FIXED, ...options(), onChange: changed });
  const rows: Rows = new Virtualizer(untrack(all));
  $effect.pre(() => {
    const now = all();
    untrack(() => rows.setOptions(now));
    changed();
  });
  $effect(() => {
    void changes;
    untrack(() => rows._willUpdate());
  });
  onMount(() => rows._didMount());
  return {
    get current() {
      void changes;
      return rows;
    },
  };
}
