import type { Pool } from 'pg';
import { z } from 'zod';
import type { ChatRow } from '#db/chats/row.ts';
import { findHits } from '#db/chats/listing/hits.ts';
import { moment } from '../http/fields.ts';
import { chatSchema, toChat } from './schema.ts';

/** A chat of a list, and where in it the words stand that were searched for. */
export const foundSchema = chatSchema.extend({
  hit: z
    .object({
      messageId: z.string(),
      at: moment,
      direction: z.enum(['in', 'out']),
      text: z.string().describe('What stands around the words: at most 300 characters.'),
    })
    .nullable()
    .describe('The newest message in which the words of `q` stand; null where none does, and without `q`.'),
});

export async function withHits(
  pool: Pool,
  rows: ChatRow[],
  words: string[] = [],
): Promise<z.infer<typeof foundSchema>[]> {
  const numbers = rows.map(({ number }) => number);
  const hits = words.length === 0 ? new Map<never, never>() : await findHits(pool, words, numbers);
  return rows.map((row) => {
    const hit = hits.get(row.number);
    return { ...toChat(row), hit: hit ? { ...hit, at: hit.at.toISOString() } : null };
  });
}
