import { z } from 'zod';
import type { MessageRow } from '#db/chats/messages.ts';
import { REACTION_STATES } from '#db/entities/reaction/page-reaction.ts';
import { person } from '../http/fields.ts';

/** A sign at a message. */
export const reactionSchema = z.object({
  by: z.enum(['client', 'page']),
  emoji: z.string(),
  author: person.nullable().describe('Of the page: the employee who put it there here; null: in Meta’s own inbox.'),
  state: z.enum(REACTION_STATES).describe('Of the page: what became of it.'),
  reason: z.string().nullable().describe('Why it failed, or goes later.'),
});

/** The client's, then the page's. One that is being taken back is not there any more; one that cannot be still is. */
export function reactionsOf({ reaction, pageReaction: ours }: MessageRow): z.infer<typeof reactionSchema>[] {
  const client = reaction
    ? [{ by: 'client' as const, emoji: reaction, author: null, state: 'sent' as const, reason: null }]
    : [];
  const emoji = ours?.emoji ?? (ours?.state === 'failed' ? ours.sent : null);
  return ours && emoji
    ? [...client, { by: 'page', emoji, author: ours.author, state: ours.state, reason: ours.reason }]
    : client;
}
