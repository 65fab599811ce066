import type { Pool } from 'pg';
import type { AskedExport } from '#db/exports/write.ts';
import { countOrders, type ListedOrder, nextOrders } from '#db/orders/list.ts';
import type { Cell, Reader } from '../table.ts';
import { pager, recordFilterWords, statusWord } from './records.ts';
import { type ListTable, pagesOf } from './walk.ts';
import { LIST_WORDS } from './words.ts';

/** As wide as what usually stands in it. */
const WIDTHS = [9, 30, 16, 24, 18, 28, 14, 22, 17, 17];

/** Orders that were asked for. */
export async function ordersList(pool: Pool, asked: AskedExport<'orders'>): Promise<ListTable> {
  const { filter } = asked;
  const { after, isNew } = pager<ListedOrder>();
  const next = (row: ListedOrder | null) => nextOrders(pool, { ...filter, ...after(row) });
  async function* rows(): AsyncGenerator<Cell[][]> {
    for await (const orders of pagesOf({ ...filter, next, isNew })) yield orders.map((row) => cellsOf(row, asked));
  }
  const { name, heads } = LIST_WORDS[asked.language].orders;
  const columns = heads.map((head, at) => ({ head, width: WIDTHS[at] ?? 20 }));
  const [total, says] = [await countOrders(pool, filter), await recordFilterWords(pool, asked)];
  return { name, title: name, says, columns, total, rows: rows() };
}

const cellsOf = (row: ListedOrder, reader: Reader): Cell[] => [
  row.number,
  row.name,
  statusWord(row.status, reader),
  row.reason,
  row.source?.name ?? '',
  row.contact?.name ?? '',
  { kopecks: row.total },
  row.owner?.name ?? '',
  row.createdAt,
  row.updatedAt,
];
