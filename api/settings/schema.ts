import { z } from 'zod';
import { isTimeZone, settingsPatch } from '#workflows/checking/patch-schema.ts';
import { isPlainJson } from '#workflows/checking/plain-json.ts';
import { TEMPLATES } from '#workflows/settings/vocabulary.ts';
import { plainText, refusedAs, whole } from '../http/fields.ts';

const { $schema: _, ...patchShape } = z.toJSONSchema(settingsPatch, { io: 'input' });
/**
 * What comes in is checked by `faultsOf`, which names every fault; here only that it can be kept at all. It is
 * described as what it should be.
 */
const kept = z
  .record(z.string(), z.unknown())
  .refine(isPlainJson, refusedAs('INVALID_SETTINGS', 'must be plain text throughout, and not deeper than ten levels'));
export const patch = kept.meta(patchShape as Record<string, unknown>);
/** What is still being written: its faults are told, or left out. */
export const roughPatch = kept.meta({ description: 'As it is published, but for its faults.' });

export const publication = z.object({
  settings: patch,
  comment: plainText.trim().max(500).default(''),
  replace: z.boolean().default(false).describe('Put in the place of what the scope set before, not laid over it.'),
  basedOn: whole.optional().describe('The version it was made from: another one in force is a conflict.'),
  draftRevision: whole
    .optional()
    .describe(
      'The draft that is published, and ends by it: another revision is a conflict. Without it a draft stays as it is.',
    ),
  accept: z
    .array(z.uuid())
    .max(1000)
    .default([])
    .describe('Golden chats of which something else may come than is expected: it is expected from now on.'),
  restores: whole.min(1).optional().describe('The older version that is brought back.'),
});

export const draftChange = z.object({
  settings: roughPatch.describe('All that the scope will set itself, also with faults.'),
  revision: whole.describe('Of the draft it was edited from; 0 for a new one.'),
  base: whole.describe('The version it was begun from.'),
});

export const previewQuestion = z.object({
  settings: roughPatch.describe('All that the scope would set itself, also with faults.'),
  template: z
    .string()
    .pipe(z.enum(TEMPLATES))
    .meta({ enum: [...TEMPLATES] }),
  locale: plainText.max(20).nullable().describe("The client's, as Meta tells it."),
  language: plainText.max(20).optional().describe('This one, whatever the locale.'),
  firstName: plainText.max(200),
  lastName: plainText.max(200).default(''),
});

export const calendarFile = z.object({
  ics: z.string().max(250_000),
  timeZone: z.string().refine(isTimeZone, refusedAs('INVALID_CALENDAR', 'must be an IANA time zone')),
});
