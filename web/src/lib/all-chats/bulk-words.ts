import type { Bulk } from '#lib/api/types.ts';
import { wholeNumber } from '#lib/words/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { own } from '#workflows/settings/own.ts';

/** How far it has come, or what became of it. */
export function bulkWords({ about, action, state, done, total, refused }: Bulk): string {
  const so = { done: wholeNumber(state === 'running' ? done + refused.length : done), total: wholeNumber(total) };
  const words = about === 'chats' || action !== 'delete' ? WORDS[action] : RECORDS_DELETED;
  if (state === 'running') return words.running(so);
  const over = words.over(so);
  return state === 'cancelled' ? m.bulk_cancelled({ words: over }) : over;
}

type Progress = (so: { done: string; total: string }) => string;
const WORDS: Record<Bulk['action'], { running: Progress; over: Progress }> = {
  finish: { running: m.bulk_finishing, over: m.bulk_finished },
  assign: { running: m.bulk_assigning, over: m.bulk_assigned },
  delete: { running: m.bulk_deleting, over: m.bulk_deleted },
  restore: { running: m.bulk_restoring, over: m.bulk_restored },
  change: { running: m.bulk_changing, over: m.bulk_changed },
  undo: { running: m.bulk_undoing, over: m.bulk_undone },
};
const RECORDS_DELETED = { running: m.bulk_contacts_deleting, over: m.bulk_contacts_deleted };

const RECORD_REFUSALS: Record<string, () => string> = {
  NOT_FOUND: m.bulk_record_gone,
  NOT_ALLOWED: m.bulk_record_not_allowed,
  UNKNOWN_EMPLOYEE: m.bulk_record_unknown_employee,
  CONTACT_IN_USE: m.bulk_contact_in_use,
  CHANGED_SINCE: m.bulk_changed_since,
  CONVERSION_STANDS: m.bulk_conversion_stands,
  CONVERSION_NEEDED: m.bulk_conversion_needed,
  REASON_NEEDED: m.bulk_reason_needed,
  UNKNOWN_STATUS: m.bulk_unknown_status,
};

/** Why one did not. */
export function refusalWord(about: Bulk['about'], code: string): string {
  if (about !== 'chats') return (own(RECORD_REFUSALS, code) ?? m.bulk_refused_otherwise)();
  const words: Record<string, () => string> = {
    CHAT_FINISHED: m.bulk_chat_finished,
    CHAT_NOT_FOUND: m.bulk_chat_not_found,
    NOT_ALLOWED: m.bulk_not_allowed,
    UNKNOWN_EMPLOYEE: m.bulk_unknown_employee,
    ALREADY_THEIRS: m.bulk_already_theirs,
    ALREADY_DELETED: m.bulk_already_deleted,
    NOT_DELETED: m.bulk_not_deleted,
    MAY_STILL_HAPPEN: m.bulk_may_still_happen,
  };
  return (own(words, code) ?? m.bulk_refused_otherwise)();
}

type Refused = Bulk['refused'][number];

/** Where one stands that did not, and how it is called; null: it is gone. */
export function refusedPlace(
  about: Bulk['about'],
  { id, number, name }: Refused,
): { href: string; word: string } | null {
  if (about === 'chats') return { href: `/chats/${number}`, word: m.chat_number({ number }) };
  return id === undefined || !name ? null : { href: `/${about}/${id}`, word: name };
}

export interface RefusedFor {
  code: string;
  items: Refused[];
}

/** The refused ones by their reasons, the most frequent first. */
export function byReason(refused: Bulk['refused']): RefusedFor[] {
  const groups = Map.groupBy(refused, ({ code }) => code);
  return [...groups].map(([code, items]) => ({ code, items })).toSorted((a, b) => b.items.length - a.items.length);
}
