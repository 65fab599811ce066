import { z } from 'zod';
import { IMPORT_FORMATS, IMPORT_REASONS, IMPORT_STATES, ROW_OUTCOMES } from '#db/entities/crm/contact-import.ts';
import type { Language } from '#db/entities/employee.ts';
import { ROWS_SHOWN, type RowTold } from '#db/imports/list-rows.ts';
import type { Counts } from '#db/imports/counts.ts';
import type { ImportRow } from '#db/imports/read.ts';
import {
  DELIMITERS,
  ENCODINGS,
  IMPORT_FIELDS,
  IMPORT_PROBLEMS,
  MATCH_CHOICES,
} from '#workflows/importing/vocabulary.ts';
import { numberText, moment, moments, pageQuery, person, plainText, someOf } from '../http/fields.ts';
import { PROBLEM_WORDS } from './problem-words.ts';

const column = z.enum(IMPORT_FIELDS).nullable();
const count = z.number().int();

export const importPath = z.object({ id: z.uuid() });
export const rowPath = importPath.extend({ line: numberText });
export const importChange = someOf({
  encoding: z.enum(ENCODINGS),
  delimiter: z.enum(DELIMITERS),
  sheet: plainText.max(100),
  columns: z.array(column).max(60).describe('What each column is of a contact; null: nothing.'),
  onMatch: z.enum(MATCH_CHOICES),
});
export const rowChange = z.object({
  choice: z.enum(MATCH_CHOICES).nullable().describe('What is to be done with this row; null: as with all.'),
});
export const rowQuery = pageQuery.extend({ show: z.enum(ROWS_SHOWN).default('all') });

export const importSchema = z.object({
  id: z.string(),
  name: z.string().describe('What the file is called.'),
  format: z.enum(IMPORT_FORMATS),
  state: z
    .enum(IMPORT_STATES)
    .describe('`reading` and `checking` lead to `ready` or `failed`; `cancelled`: what was brought in by then stays.'),
  reason: z
    .enum([...IMPORT_REASONS, 'given_up'])
    .nullable()
    .describe('Why it failed.'),
  encoding: z.enum(ENCODINGS).nullable(),
  delimiter: z.enum(DELIMITERS).nullable(),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  heads: z.array(z.string()).describe('The first row, where it says what is in the columns.'),
  columns: z.array(column),
  onMatch: z.enum(MATCH_CHOICES).describe('What is done where a contact with the same phone or e-mail is there.'),
  total: count.describe('Rows of the file.'),
  done: count.describe('Rows that were gone through, of what is going on.'),
  planned: z.object({ new: count, match: count, repeat: count, same: count, faulty: count }),
  brought: z.object({ made: count, changed: count, unchanged: count, skipped: count, same: count }),
  takenBack: z.object({ removed: count, restored: count, kept: count }),
  by: person.nullable(),
  broughtAt: moment.nullable().describe('When the same file was brought in before.'),
  createdAt: moment,
  startedAt: moment.nullable(),
  endedAt: moment.nullable(),
  undoneAt: moment.nullable(),
});

export const rowSchema = z.object({
  line: count,
  cells: z.array(z.string()),
  outcome: z.enum(ROW_OUTCOMES).nullable(),
  problems: z.array(
    z.object({
      column: count.nullable().describe('From 0; null: of the whole row.'),
      code: z.enum(IMPORT_PROBLEMS),
      message: z.string().describe('In the reader’s language.'),
    }),
  ),
  matches: z.array(person).describe('Contacts with the same phone or e-mail.'),
  repeats: count.nullable().describe('The line above that is of the same contact.'),
  choice: z.enum(MATCH_CHOICES).nullable(),
  result: z.enum(['made', 'changed', 'unchanged', 'skipped', 'same', 'faulty']).nullable(),
  contact: person.nullable().describe('Whom it made or changed, if they are there.'),
  undone: z.enum(['removed', 'restored', 'kept']).nullable(),
  left: z.array(z.string()).describe('Fields that were changed since, and so were not given back.'),
});

export function toImport(
  { layout, broughtAt, createdAt, startedAt, endedAt, undoneAt, ...row }: ImportRow,
  counts: Counts,
) {
  const dates = { broughtAt: moments(broughtAt), startedAt: moments(startedAt), endedAt: moments(endedAt) };
  return { ...row, ...layout, ...counts, ...dates, undoneAt: moments(undoneAt), createdAt: createdAt.toISOString() };
}

export function toRow({ problems, ...row }: RowTold, language: Language) {
  return {
    ...row,
    problems: problems.map(({ column: at, code }) => ({ column: at, code, message: PROBLEM_WORDS[code][language] })),
  };
}
