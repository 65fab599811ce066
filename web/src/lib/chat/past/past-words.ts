import type { Sibling } from '#lib/api/types.ts';
import { clientWords } from '#lib/inbox/row-words.ts';
import { dateAndTime } from '#lib/words/format.ts';
import { m } from '#lib/paraglide/messages.js';

/** What an earlier chat was about: the client's first words, or what stands for them. */
export function pastWords(chat: Sibling): string {
  return chat.begins?.replace(/\s+/gu, ' ') ?? clientWords(chat);
}

/** From when to when it went. */
export function pastDays(chat: Sibling, now: Date): string {
  const from = dateAndTime(new Date(chat.createdAt), now);
  return chat.finishedAt ? m.past_days({ from, to: dateAndTime(new Date(chat.finishedAt), now) }) : from;
}

/** Who of us led it. */
export function pastPeople({ operators }: Sibling): string {
  return operators.length > 0 ? operators.map(({ name }) => name).join(', ') : m.past_nobody();
}
