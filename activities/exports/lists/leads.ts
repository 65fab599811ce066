import type { Pool } from 'pg';
import type { AskedExport } from '#db/exports/write.ts';
import { countLeads, type ListedLead, nextLeads } from '#db/leads/list.ts';
import type { Cell, Reader } from '../table.ts';
import { pager, recordFilterWords, statusWord } from './records.ts';
import { type ListTable, pagesOf } from './walk.ts';
import { LIST_WORDS } from './words.ts';

/** As wide as what usually stands in it. */
const WIDTHS = [9, 28, 16, 24, 18, 17, 26, 14, 22, 26, 17, 17];

/** Leads that were asked for. */
export async function leadsList(pool: Pool, asked: AskedExport<'leads'>): Promise<ListTable> {
  const { filter } = asked;
  const { after, isNew } = pager<ListedLead>();
  const next = (row: ListedLead | null) => nextLeads(pool, { ...filter, ...after(row) });
  async function* rows(): AsyncGenerator<Cell[][]> {
    for await (const leads of pagesOf({ ...filter, next, isNew })) yield leads.map((row) => cellsOf(row, asked));
  }
  const { name, heads } = LIST_WORDS[asked.language].leads;
  const columns = heads.map((head, at) => ({ head, width: WIDTHS[at] ?? 20 }));
  const [total, says] = [await countLeads(pool, filter), await recordFilterWords(pool, asked)];
  return { name, title: name, says, columns, total, rows: rows() };
}

const cellsOf = (row: ListedLead, reader: Reader): Cell[] => [
  row.number,
  row.name,
  statusWord(row.status, reader),
  row.reason,
  row.source?.name ?? '',
  row.phone ?? '',
  row.email ?? '',
  row.amount === null ? '' : { kopecks: Number(row.amount) },
  row.owner?.name ?? '',
  row.contact?.name ?? '',
  row.createdAt,
  row.updatedAt,
];
