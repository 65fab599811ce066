import type { Lead } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';

type Status = Pick<Lead['status'], 'name' | 'meaning'>;

export const MEANINGS = ['new', 'in_work', 'converted', 'lost', 'junk', 'done', 'cancelled'] as const;

/** As the company calls it, or else by what it means. */
export function recordStatusWord({ name, meaning }: Status): string {
  return name === '' ? meaningWord(meaning) : name;
}

export function meaningWord(meaning: Status['meaning']): string {
  const words = {
    new: m.record_new,
    in_work: m.record_in_work,
    converted: m.record_converted,
    lost: m.record_lost,
    junk: m.record_junk,
    done: m.record_done,
    cancelled: m.record_cancelled,
  };
  return words[meaning]();
}

/** Which ring stands before it: the same four as those of chats. */
export function markOf(meaning: Status['meaning']): 'new' | 'in_progress' | 'finished' {
  if (meaning === 'new') return 'new';
  return meaning === 'in_work' ? 'in_progress' : 'finished';
}

/** Statuses with which it is told why. */
export const needsReason = (meaning: Status['meaning'] | undefined): boolean =>
  meaning === 'lost' || meaning === 'cancelled';

/** Hryvnias as they are typed, in kopecks: "1 250,5" → 125050; null for none, undefined for what is no sum. */
export function typedSum(text: string): number | null | undefined {
  const plain = text.replaceAll(/[\s₴]/gu, '').replace(',', '.');
  if (plain === '') return null;
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(plain)) return undefined;
  return Math.round(Number(plain) * 100);
}

/** A sum as it is typed again. */
export const sumText = (kopecks: number | null): string =>
  kopecks === null ? '' : String(kopecks / 100).replace('.', m.decimal_sign());
