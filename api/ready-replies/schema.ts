import { z } from 'zod';
import type { ReadyReplyRow } from '#db/ready-replies/read.ts';
import { language, LIMITS } from '#workflows/checking/patch-schema.ts';
import { LANGUAGE_REASONS } from '#workflows/settings/language.ts';
import { VARIABLES } from '#workflows/settings/variables.ts';
import { FILES_MAX, fileSchema } from '../files/schema.ts';
import { moment, person, plainText, words } from '../http/fields.ts';

export const scope = z.enum(['shared', 'mine']).describe("Everybody's, or one's own.");
const text = plainText.max(LIMITS.text).regex(/\S/, 'must not be empty');
const texts = z.record(language, text).describe('By language (uk) or locale (pt_BR), with {{variables}}.');
const shortcut = words
  .max(40)
  .regex(/^[^\s/]+$/u, 'must be one word without a stroke')
  .normalize('NFC')
  .toLowerCase();

export const readyReplyContent = z.object({
  shortcut: shortcut.describe('What is typed after the stroke; kept in small letters, one of its kind in its scope.'),
  title: words.max(100),
  texts: texts.refine((all) => {
    const count = Object.keys(all).length;
    return count > 0 && count <= LIMITS.languages;
  }, `between 1 and ${LIMITS.languages} languages`),
  fileIds: z
    .array(z.uuid().toLowerCase())
    .max(FILES_MAX)
    .optional()
    .describe("Uploaded by whoever keeps it, or the reply's already; they go out in this order. Left out: as it is."),
  scope,
  pageIds: z.array(z.uuid()).max(1000).default([]).describe('Where it is offered; empty: on all pages.'),
});

export const manyReplies = z.object({ items: z.array(readyReplyContent).min(1).max(500) });
export const keptReplies = z.object({ added: z.number().int(), changed: z.number().int() });

export const readyReplyPath = z.object({ id: z.uuid() });
export const newPlace = z.object({
  before: z.uuid().nullable().describe('The one of the same scope it goes before; null: to the end.'),
});
export const soughtQuery = z.object({
  q: z.string().max(200).default('').describe('Sought in shortcut, title and texts; in either keyboard layout.'),
});

export const readyReply = z.object({
  id: z.string(),
  shortcut: z.string(),
  title: z.string(),
  texts: z.record(z.string(), z.string()),
  fileIds: z.array(z.string()).describe('Of its files.'),
  scope,
  pages: z.array(person),
  files: z.array(fileSchema),
  used: z.object({
    total: z.number().int(),
    mine: z.number().int(),
    by: z.array(person.extend({ count: z.number().int() })).describe('Told to admins and auditors.'),
  }),
  updatedAt: moment,
});

const part = z.union([
  z.object({ text: z.string() }),
  z.object({ missing: z.enum(VARIABLES).describe('A variable for which this chat has no value.') }),
]);

export const offeredReply = z.object({
  id: z.string(),
  shortcut: z.string(),
  title: z.string(),
  scope,
  texts: z
    .array(
      z.object({
        language: z.string(),
        reason: z.enum(LANGUAGE_REASONS).nullable().describe('Why it is first; of the others: null.'),
        parts: z.array(part),
      }),
    )
    .describe("The client's language first."),
  files: z.array(fileSchema).describe('Their ids are sent with the answer.'),
});

export const offeredList = z.object({ items: z.array(offeredReply) });

/** As this employee may read it; `seesOthers`: who else used it. */
export function toReadyReply(row: ReadyReplyRow, employeeId: string, seesOthers: boolean): z.infer<typeof readyReply> {
  const { ownerId, place: _, uses, updatedAt, ...kept } = row;
  return {
    ...kept,
    fileIds: row.files.map(({ id }) => id),
    scope: ownerId === null ? 'shared' : 'mine',
    used: {
      total: uses.reduce((sum, { count }) => sum + count, 0),
      mine: uses.find(({ id }) => id === employeeId)?.count ?? 0,
      by: seesOthers ? uses : [],
    },
    updatedAt: updatedAt.toISOString(),
  };
}
