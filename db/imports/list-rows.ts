import type { Person } from '#db/chats/row.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { RowOutcome, RowResult, RowUndone } from '#db/entities/crm/contact-import.ts';
import type { ImportProblem, MatchChoice } from '#workflows/importing/vocabulary.ts';
import type { TableRow } from './rows.ts';

/** Which rows: by what is to become, became, or was left of them. */
export const ROWS_SHOWN = ['all', 'new', 'match', 'repeat', 'same', 'faulty', 'made', 'changed', 'kept'] as const;
export type RowsShown = (typeof ROWS_SHOWN)[number];

export interface RowTold extends TableRow {
  outcome: RowOutcome | null;
  problems: ImportProblem[];
  matches: Person[];
  repeats: number | null;
  choice: MatchChoice | null;
  result: RowResult | null;
  contact: Person | null;
  undone: RowUndone | null;
  left: string[];
}

const FIT = `r.import_id = $1 and ($2 = 'all' or $2 in (r.outcome, r.result, r.undone))`;

/** A page of the rows, in the file's order, and how many there are. */
export async function listRows(
  sql: Sql,
  importId: string,
  { show, limit, offset }: { show: RowsShown; limit: number; offset: number },
): Promise<{ rows: RowTold[]; total: number }> {
  const list = await sql.query<RowTold>(
    `select r.line, r.cells, r.outcome, r.problems, r.repeats, r.choice, r.result, r.undone,
       (select coalesce(json_agg(json_build_object('id', k.id, 'name', k.name) order by k.name), '[]')
         from contact k where k.id = any(r.matches)) as matches,
       case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end as contact,
       coalesce(r.kept -> 'left', '[]') as left
     from contact_import_row r left join contact c on c.id = r.contact_id
     where ${FIT} order by r.line limit $3 offset $4`,
    [importId, show, limit, offset],
  );
  const count = await sql.query<{ total: string }>(`select count(*) as total from contact_import_row r where ${FIT}`, [
    importId,
    show,
  ]);
  return { rows: list.rows, total: Number(count.rows[0]?.total ?? 0) };
}

/** The next faulty rows after a line, for a file of them. */
export async function nextFaulty(
  sql: Sql,
  importId: string,
  after: number,
  limit: number,
): Promise<(TableRow & { problems: ImportProblem[] })[]> {
  const { rows } = await sql.query<TableRow & { problems: ImportProblem[] }>(
    `select line, cells, problems from contact_import_row
     where import_id = $1 and outcome = 'faulty' and line > $2 order by line limit $3`,
    [importId, after, limit],
  );
  return rows;
}
