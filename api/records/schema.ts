import { z } from 'zod';
import { RECORD_FIELDS } from '#db/entities/records/record-history.ts';
import type { ChatOfRecord } from '#db/records/chats.ts';
import type { RecordHistoryRow } from '#db/records/history.ts';
import type { SourceRow } from '#db/records/sources.ts';
import type { StatusRow } from '#db/records/statuses.ts';
import { MEANINGS, RECORD_KINDS } from '#db/entities/records/source.ts';
import { chatStatus } from '../chats/schema.ts';
import { moment, person, plainText, someOf, words } from '../http/fields.ts';

const kind = z.enum(RECORD_KINDS);
const meaning = z.enum([...new Set([...MEANINGS.lead, ...MEANINGS.order])]);
const before = z.uuid().nullable().describe('The one of its kind that it goes before; null: to the end.');
const archived = z.boolean().describe('In use no more; what has it keeps it.');

export const kindQuery = z.object({ kind: kind.optional() });
export const listedPath = z.object({ id: z.uuid() });

const sourceName = words.max(100);
export const newSource = z.object({ kind, name: sourceName });
export const sourceChange = someOf({ name: sourceName, archived, before });
export const sourceSchema = z.object({ id: z.string(), kind, name: z.string(), archived: z.boolean() });

const statusName = plainText.trim().max(100);
export const newStatus = z.object({ kind, meaning, name: statusName.default('') });
export const statusChange = someOf({ name: statusName, archived, before });
const ownName = z.string().describe('Empty: it is called by its meaning, in the reader’s language.');
export const statusSchema = z.object({ id: z.string(), kind, meaning, name: ownName, archived: z.boolean() });
/** As a lead or an order tells it. */
export const statusOfRecord = z.object({ id: z.string(), name: ownName, meaning });

/** A field of a lead or an order that was changed; a status, a source, a person tell what they are called. */
export const historyOfRecord = z.object({
  id: z.string(),
  at: moment,
  author: person.nullable(),
  field: z.enum(RECORD_FIELDS),
  before: z.unknown(),
  after: z.unknown(),
});

export function toRecordHistory({ at, ...row }: RecordHistoryRow) {
  return { ...row, at: at.toISOString() };
}

export function toSource({ id, kind: of, name, archivedAt }: SourceRow) {
  return { id, kind: of, name, archived: archivedAt !== null };
}

export function toStatus({ id, kind: of, meaning: means, name, archivedAt }: StatusRow) {
  return { id, kind: of, meaning: means, name, archived: archivedAt !== null };
}

/** A chat of a client whom a lead or an order is linked to. */
export const chatOfRecord = z.object({
  number: z.number().int(),
  status: chatStatus,
  page: person,
  client: z.string(),
  lastContactAt: moment,
});

export const toChatOfRecord = ({ lastContactAt, ...chat }: ChatOfRecord) => ({
  ...chat,
  lastContactAt: lastContactAt.toISOString(),
});
