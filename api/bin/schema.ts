import { z } from 'zod';
import { chatSchema } from '../chats/schema.ts';
import { listOf } from '../http/fields.ts';

export const binSchema = listOf(chatSchema).extend({
  days: z.number().int().describe('For so many days a chat stays there.'),
});
