import type { Snippet } from 'svelte';

/** What a button is, wherever it is drawn. */
export type Look = {
  class: string;
  title: string;
  'aria-label'?: string;
  'aria-keyshortcuts'?: string | undefined;
  [data: `data-${string}`]: string | number | boolean;
};

/** A button with what it opens: see `Later.svelte`. */
export type Opener = { button: Look; face: Snippet; isOpen: boolean };
