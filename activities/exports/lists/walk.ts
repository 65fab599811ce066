import type { Cell, Column } from '../table.ts';

/** A list as a table: how it is called, what it was narrowed by, and its rows as they are read. */
export interface ListTable {
  name: string;
  title: string;
  says: string[];
  columns: Column[];
  total: number;
  rows: AsyncIterable<Cell[][]>;
}

/** Read at once: what is in memory of a list, however long it is. */
export const PAGE = 500;

/** The clocks of this process and of the database may differ by so much. */
const APART_MS = 60_000;

interface Walk<Row> {
  sort: string;
  order: 'asc' | 'desc';
  /** The next ones after this one. */
  next: (after: Row | null) => Promise<Row[]>;
  /** Whether it is told for the first time. */
  isNew: (row: Row) => boolean;
}

/**
 * All rows of a list, page after page, each once. One that is changed while it is read moves to the end by which the
 * list of the latest changes begins: those are looked for once more.
 */
export async function* pagesOf<Row extends { updatedAt: Date }>(walk: Walk<Row>): AsyncGenerator<Row[]> {
  const since = new Date(Date.now() - APART_MS);
  yield* through(walk, () => true);
  if (walk.sort === 'updatedAt' && walk.order === 'desc') yield* through(walk, ({ updatedAt }) => updatedAt >= since);
}

async function* through<Row>({ next, isNew }: Walk<Row>, isWanted: (row: Row) => boolean): AsyncGenerator<Row[]> {
  for (let after: Row | null = null; ;) {
    const rows: Row[] = await next(after);
    const wanted = rows.filter(isWanted);
    yield wanted.filter(isNew);
    after = rows.at(-1) ?? null;
    if (rows.length < PAGE || wanted.length < rows.length) return;
  }
}
