import type { Pool } from 'pg';
import type { StatusOfRecord } from '#db/leads/read.ts';
import type { AskedExport } from '#db/exports/write.ts';
import { findContact } from '#db/contacts/read.ts';
import { readPeople } from '#db/people/names.ts';
import { findSource } from '#db/records/sources.ts';
import { findStatus } from '#db/records/statuses.ts';
import { madeWords } from '../filter-words.ts';
import type { Reader } from '../table.ts';
import { Told } from '../told.ts';
import { WORDS } from '../words.ts';
import { PAGE } from './walk.ts';
import { LIST_WORDS } from './words.ts';

type Asked = AskedExport<'leads' | 'orders'>;

/** As the company calls a status, or else by what it means. */
export const statusWord = ({ name, meaning }: StatusOfRecord, { language }: Reader): string =>
  name === '' ? LIST_WORDS[language].meanings[meaning] : name;

/** What the next page is asked with, and which of its rows were not told yet. */
export function pager<Row extends { key: string; number: number }>() {
  const told = new Told();
  return {
    after: (row: Row | null) => ({ limit: PAGE, offset: 0, after: row && { key: row.key, number: row.number } }),
    isNew: ({ number }: Row): boolean => told.add(number),
  };
}

/** What was asked for, in the words of whoever asked, and when it was put together by whom. */
export async function recordFilterWords(pool: Pool, asked: Asked): Promise<string[]> {
  const { q, meaning, statusId, sourceId, ownerId, contactId, archived } = asked.filter;
  const { heads, all } = LIST_WORDS[asked.language][asked.kind];
  const words = LIST_WORDS[asked.language];
  const [status, source, people, contact] = await Promise.all([
    statusId === null ? null : findStatus(pool, statusId),
    sourceId === null ? null : findSource(pool, sourceId),
    readPeople(pool, ownerId === null ? [] : [ownerId]),
    contactId === null ? null : findContact(pool, contactId),
  ]);
  const means = meaning === null ? undefined : new Map<string, string>(Object.entries(words.meanings)).get(meaning);
  const narrowed = [
    (status !== null || means) && `${heads[2]}: ${status ? statusWord(status, asked) : means}`,
    source && `${heads[4]}: ${source.name}`,
    ownerId !== null && `${asked.kind === 'leads' ? heads[8] : heads[7]}: ${people.get(ownerId)?.name ?? words.nobody}`,
    contact && `${asked.kind === 'leads' ? heads[9] : heads[5]}: ${contact.name}`,
    archived && words.archive,
    q !== '' && `${WORDS[asked.language].filter.search}: «${q}»`,
  ].filter((line) => typeof line === 'string');
  return [...(narrowed.length > 0 ? narrowed : [all]), await madeWords(pool, asked)];
}
