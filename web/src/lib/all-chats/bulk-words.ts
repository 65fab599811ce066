import type { Bulk } from '#lib/api/types.ts';
import { wholeNumber } from '#lib/words/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { own } from '#workflows/settings/own.ts';

/** How far it has come, or what became of it. */
export function bulkWords({ action, state, done, total, refused }: Bulk): string {
  const so = { done: wholeNumber(state === 'running' ? done + refused.length : done), total: wholeNumber(total) };
  const words = WORDS[action];
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
};

/** Why a chat did not. */
export function refusalWord(code: string): string {
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

export interface RefusedFor {
  code: string;
  numbers: number[];
}

/** The refused ones by their reasons, the most frequent first. */
export function byReason(refused: Bulk['refused']): RefusedFor[] {
  const groups = Map.groupBy(refused, ({ code }) => code);
  return [...groups]
    .map(([code, items]) => ({ code, numbers: items.map(({ number }) => number) }))
    .toSorted((a, b) => b.numbers.length - a.numbers.length);
}
