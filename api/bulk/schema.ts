import { z } from 'zod';
import type { BulkRow, RefusedItem } from '#db/bulk/read.ts';
import { binWords } from '../bin/schema.ts';
import type { RefusedRecord } from '#db/bulk/records/read.ts';
import { BULK_SUBJECTS } from '#db/entities/chat-input.ts';
import { chatFilter } from '../chats/filter.ts';
import { INT_MAX, idText, moment, moments } from '../http/fields.ts';
import { BULK_MAX, recordBulk } from './records/schema.ts';

const numbers = z.array(z.int().min(1).max(INT_MAX)).min(1).max(BULK_MAX).describe('Of chats.');
const filter = chatFilter
  .pick({ status: true, pageId: true, operatorId: true, q: true, from: true, to: true })
  .describe('All chats that fit, as `GET /api/chats` finds them at this moment.');
const about = z.literal('chats').default('chats');
const finish = z.object({ about, action: z.literal('finish') });
const remove = z.object({ about, action: z.literal('delete') });
const restore = z.object({ about, action: z.literal('restore') });
const assign = z.object({ about, action: z.literal('assign'), employeeId: idText.describe('Who gets the chats.') });

/** By their numbers, or all that fit; out of the bin by their numbers, by what they are
 * called, or what went into it together. */
export const chatBulk = z.union([
  finish.extend({ numbers }),
  finish.extend({ filter }),
  remove.extend({ numbers }),
  remove.extend({ filter }),
  restore.extend({ numbers }),
  restore.extend({ filter: z.strictObject({ q: binWords }).describe('All of the bin, or what of it is called so.') }),
  restore.extend({ bulkId: z.uuid().describe('All that this one deleted: it is undone.') }),
  assign.extend({ numbers }),
  assign.extend({ filter }),
]);
export type ChatBulk = z.infer<typeof chatBulk>;

export const newBulk = z.union([...chatBulk.options, ...recordBulk.options]);
export type NewBulk = z.infer<typeof newBulk>;
export type Filter = z.infer<typeof filter>;

export const bulkPath = z.object({ id: z.uuid() });

export const bulkBegun = z.object({ id: z.uuid() });

export const bulkSchema = z.object({
  id: z.uuid(),
  about: z.enum(BULK_SUBJECTS),
  action: z.enum(['finish', 'assign', 'delete', 'restore', 'change', 'undo']),
  state: z.enum(['running', 'done', 'cancelled']),
  done: z.number().int().describe('Those that are as it was asked.'),
  total: z.number().int(),
  endedAt: moment.nullable().describe('When it was over: cancelled, once those have answered that were being asked.'),
  refused: z.array(
    z.object({
      number: z.number().int().describe('Of a chat, a lead, an order; of a contact its place among those asked.'),
      id: z.string().optional().describe('Of a contact, a lead or an order.'),
      name: z.string().nullable().optional().describe('What it is called; null: it is gone.'),
      code: z
        .string()
        .describe(
          'Why not: `CHAT_FINISHED`, `CHAT_NOT_FOUND`, `NOT_ALLOWED`, `UNKNOWN_EMPLOYEE`, `ALREADY_THEIRS`, ' +
            '`ALREADY_DELETED`, `NOT_DELETED`, or `MAY_STILL_HAPPEN`, where a chat did not answer. Of a record what ' +
            'refuses its change alone, `NOT_FOUND`, or `CHANGED_SINCE`: it is not undone over a later change.',
        ),
    }),
  ),
});

export function toBulk(
  { employeeId: _whose, endedAt, ...row }: BulkRow,
  refused: (RefusedItem | RefusedRecord)[],
): z.infer<typeof bulkSchema> {
  return { ...row, endedAt: moments(endedAt), refused };
}
