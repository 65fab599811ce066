import { z } from 'zod';
import { chatSchema } from '../chats/schema.ts';
import { listOf, pageQuery, plainText } from '../http/fields.ts';

/** Which of the deleted chats are meant. */
export const binWords = plainText
  .max(200)
  .default('')
  .describe('Number, client, phone, e-mail, contact or page; empty: all of them.');

export const binQuery = pageQuery.extend({ q: binWords });

export const binSchema = listOf(chatSchema).extend({
  days: z.number().int().describe('For so many days a chat stays there.'),
});
