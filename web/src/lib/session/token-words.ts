import type { Token } from '#lib/api/types.ts';
import { dateAndTime } from '#lib/words/format.ts';
import { m } from '#lib/paraglide/messages.js';

/** Until when a token counts, and whether somebody uses it. */
export function tokenTimes({ expiresAt, lastUsedAt }: Pick<Token, 'expiresAt' | 'lastUsedAt'>, now: Date): string {
  const used = lastUsedAt ? m.last_seen({ time: dateAndTime(new Date(lastUsedAt), now) }) : m.token_unused();
  return `${m.token_until({ time: dateAndTime(new Date(expiresAt), now) })}, ${used}`;
}
