import type { Column } from '#lib/all-chats/shown-columns.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

const CREATED: Column = { id: 'created', word: m.record_created, sort: 'createdAt' };
const SOURCE: Column = { id: 'source', word: m.record_source, sort: 'source' };
const OWNER: Column = { id: 'owner', word: m.record_owner, sort: 'owner' };
const STATUS: Column = { id: 'status', word: m.record_status, sort: 'status' };

export const LEAD_COLUMNS: readonly Column[] = [
  { id: 'number', word: m.list_number, sort: 'number' },
  { id: 'name', word: m.lead_name, sort: null },
  STATUS,
  { id: 'reach', word: () => `${m.phone()}, ${m.email()}`, sort: null },
  { id: 'amount', word: m.lead_amount_short, sort: 'amount' },
  SOURCE,
  OWNER,
  CREATED,
];

export const ORDER_COLUMNS: readonly Column[] = [
  { id: 'number', word: () => '№', sort: 'number' },
  { id: 'name', word: m.order_name, sort: null },
  STATUS,
  { id: 'contact', word: m.record_contact, sort: null },
  { id: 'total', word: m.order_total, sort: 'total' },
  SOURCE,
  OWNER,
  CREATED,
];

/** Without its name a row could not be told from the others. */
export const hidable = (columns: readonly Column[]): Column[] => columns.filter(({ id }) => id !== 'name');
