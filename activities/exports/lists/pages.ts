import type { Pool } from 'pg';
import type { AskedExport } from '#db/exports/write.ts';
import { readPeople } from '#db/people/names.ts';
import { listPages, type PageRow } from '#db/people/read-pages.ts';
import { madeWords } from '../filter-words.ts';
import type { Cell } from '../table.ts';
import { WORDS } from '../words.ts';
import type { ListTable } from './walk.ts';
import { LIST_WORDS } from './words.ts';

/** As wide as what usually stands in it. */
const WIDTHS = [30, 20, 24, 40, 17, 17];

/** Connected pages that were asked for; a company has few enough to be read at once. */
export async function pagesList(pool: Pool, asked: AskedExport<'pages'>): Promise<ListTable> {
  const { name, heads, all } = LIST_WORDS[asked.language].pages;
  const pages = await listPages(pool, asked.filter.q);
  const people = await readPeople(pool, [...new Set(pages.flatMap(({ employeeIds }) => employeeIds))]);
  const states = LIST_WORDS[asked.language].health;
  const cellsOf = (page: PageRow): Cell[] => [
    page.name,
    page.facebookId,
    states[page.health],
    page.employeeIds.map((id) => people.get(id)?.name ?? '').join(', '),
    page.subscribedAt ?? '',
    page.createdAt,
  ];
  async function* rows(): AsyncGenerator<Cell[][]> {
    yield await Promise.resolve(pages.map(cellsOf));
  }
  const narrowed = asked.filter.q === '' ? all : `${WORDS[asked.language].filter.search}: «${asked.filter.q}»`;
  const says = [narrowed, await madeWords(pool, asked)];
  const columns = heads.map((head, at) => ({ head, width: WIDTHS[at] ?? 20 }));
  return { name, title: name, says, columns, total: pages.length, rows: rows() };
}
