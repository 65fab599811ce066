import { z } from 'zod';
import type { VersionRow } from '#db/settings/version-row.ts';
import { FAULT_CODES, WARNING_CODES } from '#workflows/checking/codes.ts';
import { changesOf } from '#workflows/checking/warnings.ts';
import { LANGUAGE_REASONS } from '#workflows/settings/language.ts';
import type { Settings, SettingsPatch, WorkingHours } from '#workflows/settings/vocabulary.ts';
import { fileKind } from '../files/schema.ts';
import { moment, moments, person } from '../http/fields.ts';
import { COMPLAINT_CODES } from './ics/complaints.ts';

const hours = z.object({ open: z.boolean(), opensAt: moment.nullable(), closesAt: moment.nullable() });
const chats = z.object({ open: z.number().int() }).describe('Open chats that a publication concerns.');
const waking = z
  .object({ total: z.number().int(), done: z.number().int(), finishedAt: moment.nullable() })
  .describe('How many open chats were to hear of the version, and did.');
const remark = <C extends string>(codes: readonly C[]) =>
  z.object({ path: z.string(), code: z.enum(codes), message: z.string() });
const change = z.object({ path: z.string(), from: z.unknown(), to: z.unknown() });
const settings = z.record(z.string(), z.unknown()).describe('Effective settings; without `workingHours`: always open.');
const own = z.record(z.string(), z.unknown()).describe('What the scope sets itself.');

export const settingsAnswer = z.object({
  version: z.number().int().describe('Of this scope, in force; 0 before the first.'),
  versions: z.object({ installation: z.number().int(), page: z.number().int() }),
  settings,
  own,
  hours,
  publishedAt: moment.nullable(),
  publishedBy: person.nullable(),
  waking: waking.nullable(),
  chats,
});

export const publishedAnswer = z.object({ version: z.number().int(), chats });

export const versionItem = z.object({
  version: z.number().int(),
  at: moment,
  author: person.nullable(),
  comment: z.string(),
  restores: z.number().int().nullable(),
  changes: z.array(change).describe('Against the version before it.'),
  waking,
});
export const versionAnswer = versionItem.extend({ own });
export const historyItem = versionItem.extend({ scope: person.nullable().describe('Null: the installation.') });

const draft = z.object({
  settings: own,
  base: z.number().int(),
  revision: z.number().int(),
  author: person.nullable(),
  updatedAt: moment,
});
const checkAnswer = z.object({
  faults: z.array(remark(FAULT_CODES)),
  warnings: z.array(remark(WARNING_CODES)),
  changes: z.array(change),
  hours,
  chats,
});
export const draftAnswer = z.object({ draft: draft.nullable(), check: checkAnswer });

export const previewAnswer = z.object({
  text: z.string().describe('Empty where there is none.'),
  language: z.string().nullable(),
  reason: z.enum(LANGUAGE_REASONS).nullable().describe('Null where the language was given.'),
  unknown: z.array(z.string()).describe('Names between braces that are no variables.'),
  opensAt: moment.nullable(),
  exampleHours: z
    .boolean()
    .describe('It is always open, so the message is never sent; it is shown with hours of an example.'),
  attachment: z
    .object({ id: z.string(), name: z.string(), kind: fileKind })
    .nullable()
    .describe('What goes out right before the text.'),
});

const interval = z.tuple([z.string(), z.string()]);
export const calendarAnswer = z.object({
  exceptions: z.array(z.object({ date: z.string(), intervals: z.array(interval), name: z.string() })),
  warnings: z
    .array(z.object({ line: z.number().int(), code: z.enum(COMPLAINT_CODES), message: z.string() }))
    .describe('Lines of the file that could not be read, or not with certainty.'),
});

export type EffectiveBody = Omit<Settings, 'workingHours'> & { workingHours?: WorkingHours };

/** Effective settings as they are answered: hours that are always open are left out. */
export function toEffective({ workingHours, ...rest }: Settings): EffectiveBody {
  return workingHours ? { ...rest, workingHours } : rest;
}

export function toVersion(row: VersionRow) {
  const { version, at, author, comment, restores, before, own: after } = row;
  return {
    version,
    at: at.toISOString(),
    author,
    comment,
    restores,
    changes: changesOf(before, after),
    waking: toWaking(row),
  };
}

export function toVersionWithOwn(row: VersionRow) {
  return { ...toVersion(row), own: row.own satisfies SettingsPatch };
}

export function toHistoryItem(row: VersionRow) {
  return { ...toVersion(row), scope: row.pageId === null ? null : { id: row.pageId, name: row.pageName ?? '' } };
}

export function toWaking({ toWake, woken, wokenAt }: VersionRow) {
  return { total: toWake, done: woken, finishedAt: moments(wokenAt) };
}
