import { z } from 'zod';
import type { GoldenRow } from '#db/golden/read.ts';
import { moment, person, whole, words } from '../http/fields.ts';
import { roughPatch } from '../settings/schema.ts';

export const goldenPin = z.object({
  chatNumber: whole.min(1),
  name: words.max(100),
});

export const goldenPath = z.object({ id: z.uuid() });
export const goldenQuery = z.object({ pageId: z.uuid().optional().describe('Of this page alone.') });

export const goldenItem = z.object({
  id: z.string(),
  name: z.string(),
  chatNumber: z.number().int(),
  page: person,
  pinnedBy: person.nullable(),
  versions: z
    .object({ installation: z.number().int(), page: z.number().int() })
    .describe('Of the settings by which what is expected came about, or was accepted.'),
  at: moment,
  updatedAt: moment,
});

const line = z
  .object({
    at: z.number().int().describe("Milliseconds since the chat's first input."),
    kind: z.string(),
    code: z.string().nullable(),
    template: z.string().nullable(),
    what: z.string().nullable().describe('The part of the contact, or the kind of the deadline.'),
    to: person.nullable().describe('The employee it is about; without a name: nobody of this installation any more.'),
    rule: person.nullable(),
  })
  .describe('One thing that comes of the chat.');

export const goldenResult = z.object({
  id: z.string(),
  name: z.string(),
  chatNumber: z.number().int(),
  page: person,
  same: z.boolean(),
  differences: z.array(
    z.object({
      kind: z.enum(['missing', 'added', 'changed']),
      expected: line.nullable(),
      actual: line.nullable(),
    }),
  ),
});

export const goldenTrial = z.object({
  settings: roughPatch.optional().describe('All that the scope would set itself; without it: what it sets now.'),
});

export function toGolden({ versionInstallation, versionPage, at, updatedAt, ...row }: GoldenRow) {
  return {
    ...row,
    versions: { installation: versionInstallation, page: versionPage },
    at: at.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
