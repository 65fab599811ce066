import type { Pool } from 'pg';
import type { AskedExport } from '#db/exports/write.ts';
import { readPeople } from '#db/people/names.ts';
import { findPages } from '#db/people/read-pages.ts';
import { momentsFor } from './moments.ts';
import { WORDS } from './words.ts';

/** What was asked for, in the words of whoever asked, and when it was put together by whom. */
export async function filterWords(pool: Pool, asked: AskedExport<'chats'>): Promise<string[]> {
  const { status, pageId, operatorId, q, from, to } = asked.filter;
  const words = WORDS[asked.language];
  const [pages, people] = await Promise.all([
    findPages(pool, pageId === null ? [] : [pageId]),
    readPeople(pool, operatorId === null ? [] : [operatorId]),
  ]);
  const narrowed = [
    status.length > 0 && `${words.heads.status}: ${status.map((one) => words.statuses[one]).join(', ')}`,
    pageId !== null && `${words.filter.page}: ${pages[0]?.name ?? '—'}`,
    operatorId !== null && `${words.filter.operator}: ${people.get(operatorId)?.name ?? words.filter.nobody}`,
    periodWords(asked, from, to),
    q !== '' && `${words.filter.search}: «${q}»`,
  ].filter((line) => line !== false);
  return [...(narrowed.length > 0 ? narrowed : [words.filter.all]), await madeWords(pool, asked)];
}

function periodWords(asked: AskedExport, from: string | null, to: string | null): string | false {
  if (from === null && to === null) return false;
  const { filter } = WORDS[asked.language];
  const momentOf = momentsFor(asked);
  const bound = (word: string, moment: string | null) => (moment === null ? [] : [word, momentOf(new Date(moment))]);
  return `${filter.period}: ${[...bound(filter.from, from), ...bound(filter.to, to)].join(' ')}`;
}

/** Moments are told by one clock, so it is said by which. */
export async function madeWords(pool: Pool, asked: AskedExport): Promise<string> {
  const people = await readPeople(pool, [asked.employeeId]);
  const moment = `${momentsFor(asked)(new Date())} (${asked.timeZone})`;
  return WORDS[asked.language].made(moment, people.get(asked.employeeId)?.name ?? '—');
}
