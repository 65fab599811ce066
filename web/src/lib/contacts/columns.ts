import type { Column } from '#lib/all-chats/shown-columns.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

/** Those that can be ordered by have an index behind them. */
export const CONTACT_COLUMNS: readonly Column[] = [
  { id: 'name', word: m.name, sort: 'name' },
  { id: 'kind', word: m.contacts_kind, sort: null },
  { id: 'phone', word: m.phone, sort: null },
  { id: 'email', word: m.email, sort: null },
  { id: 'segment', word: m.contacts_segment, sort: null },
  { id: 'manager', word: m.contacts_manager, sort: 'manager' },
  { id: 'created', word: m.record_created, sort: 'createdAt' },
  { id: 'changed', word: m.record_changed, sort: 'updatedAt' },
];
