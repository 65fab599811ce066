import { m } from '#lib/paraglide/messages.js';
import type { Column } from './shown-columns.svelte.ts';

/** The customer's columns, in their order. Those that can be ordered by have an index behind them. */
export const COLUMNS = [
  { id: 'number', word: () => m.list_number(), sort: 'number' },
  { id: 'messenger', word: () => m.list_messenger(), sort: null },
  { id: 'first-name', word: () => m.list_first_name(), sort: null },
  { id: 'last-name', word: () => m.list_last_name(), sort: null },
  { id: 'link', word: () => m.list_link(), sort: null },
  { id: 'status', word: () => m.status(), sort: null },
  { id: 'operators', word: () => m.list_operators(), sort: null },
  { id: 'created', word: () => m.list_created(), sort: 'createdAt' },
  { id: 'contact', word: () => m.list_last_contact(), sort: 'lastContactAt' },
] as const satisfies Column[];
/** Without its number a row could not be told from the others. */
export const HIDABLE: readonly Column[] = COLUMNS.filter(({ id }) => id !== 'number');
