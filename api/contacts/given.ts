import { z } from 'zod';
import { idText, moment, plainText, someOf } from '../http/fields.ts';
import { name } from '../people/schema.ts';

const MOST_POINTS = 20;
const MOST_CHANGED = 200;
const line = plainText.trim().max(300);
/** Written with spaces or without: it is the same code. */
const code = plainText.max(40).transform((text) => text.replaceAll(/\s/g, '').toUpperCase());
const point = z.object({
  kind: z.enum(['phone', 'email']),
  value: plainText.max(254),
  label: plainText.trim().max(60).optional(),
  isMain: z.boolean().optional(),
});
const points = z
  .array(point)
  .max(2 * MOST_POINTS)
  .describe('Takes the place of `phones` and `emails`. In order; the first of a kind is the main one where none is.');

const fields = {
  name,
  kind: z.enum(['person', 'company']),
  fullName: line,
  code,
  vatCode: code,
  address: line,
  signatory: line,
  points,
  phones: z.array(plainText.max(60)).max(MOST_POINTS),
  emails: z.array(plainText.max(254)).max(MOST_POINTS),
  companies: z.array(z.object({ id: z.uuid(), role: plainText.trim().max(100).default('') })).max(MOST_POINTS),
  people: z
    .array(z.object({ id: z.uuid(), role: plainText.trim().max(100).nullable() }))
    .max(MOST_CHANGED)
    .describe('Of a company: who belongs to it as something else than before; null: not any more. Others stay.'),
  managerId: idText.nullable(),
  segment: plainText.trim().max(100),
};

export const newContact = z.object(fields).partial().required({ name: true });
export const contactChange = someOf({
  ...fields,
  seen: moment.describe('Its `updatedAt` as whoever changes it has seen it; refused where it is another one by now.'),
});
