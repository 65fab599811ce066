import type { Sql } from '#db/connection/transaction.ts';
import type { RowKept, RowOutcome, RowResult, RowUndone } from '#db/entities/crm/contact-import.ts';
import type { ImportProblem, MatchChoice } from '#workflows/importing/vocabulary.ts';

/** A row of the file, as it stands there. */
export interface TableRow {
  line: number;
  cells: string[];
}

/** It is read from its beginning. */
export async function clearRows(tx: Sql, importId: string): Promise<void> {
  await tx.query('delete from contact_import_row where import_id = $1', [importId]);
}

export async function insertRows(tx: Sql, importId: string, rows: readonly TableRow[]): Promise<void> {
  await tx.query(
    `insert into contact_import_row (import_id, line, cells)
     select $1::uuid, given.line, array(select jsonb_array_elements_text(given.cells))
     from unnest($2::int[], $3::jsonb[]) as given(line, cells)`,
    [importId, rows.map(({ line }) => line), rows.map(({ cells }) => JSON.stringify(cells))],
  );
}

/** All are judged anew, by other columns. */
export async function forgetVerdicts(tx: Sql, importId: string): Promise<void> {
  await tx.query(`update contact_import_row set outcome = null where import_id = $1 and outcome is not null`, [
    importId,
  ]);
}

/** What is to be done with one, which is judged anew; false where there is none. */
export async function setChoice(tx: Sql, importId: string, line: number, choice: MatchChoice | null) {
  const { rowCount } = await tx.query(
    'update contact_import_row set choice = $3, outcome = null where import_id = $1 and line = $2',
    [importId, line, choice],
  );
  return rowCount === 1;
}

/** The next ones that nobody has judged. */
export async function nextUnjudged(tx: Sql, importId: string, after: number, limit: number): Promise<ChosenRow[]> {
  const { rows } = await tx.query<ChosenRow>(
    `select line, cells, choice from contact_import_row where import_id = $1 and line > $2 and outcome is null
     order by line limit $3`,
    [importId, after, limit],
  );
  return rows;
}

export type ChosenRow = TableRow & { choice: MatchChoice | null };

/** The next ones to be brought in. */
export async function nextToBring(tx: Sql, importId: string, after: number, limit: number): Promise<ChosenRow[]> {
  const { rows } = await tx.query<ChosenRow>(
    `select line, cells, choice from contact_import_row
     where import_id = $1 and line > $2 and outcome in ('new', 'match', 'repeat') and result is null
     order by line limit $3`,
    [importId, after, limit],
  );
  return rows;
}

/** What is to become of a row. */
export interface Verdict {
  line: number;
  hash: string;
  keys: string[];
  outcome: RowOutcome;
  problems: ImportProblem[];
  matches: string[];
}

export async function keepVerdicts(tx: Sql, importId: string, verdicts: readonly Verdict[]): Promise<void> {
  await tx.query(
    `update contact_import_row r set hash = v.hash, keys = v.keys, outcome = v.outcome, problems = v.problems,
       matches = v.matches, repeats = null
     from jsonb_to_recordset($2::jsonb)
       as v(line int, hash text, keys text[], outcome text, problems jsonb, matches uuid[])
     where r.import_id = $1 and r.line = v.line`,
    [importId, JSON.stringify(verdicts)],
  );
}

/** Of rows with the same phone or e-mail the first is the one; what stands there twice is there once. */
export async function markRepeats(tx: Sql, importId: string): Promise<void> {
  await tx.query(
    `with keyed as (select line, unnest(keys || hash) as key from contact_import_row
         where import_id = $1 and outcome in ('new', 'match', 'repeat')),
       firsts as (select key, min(line) as line from keyed group by key),
       again as (select k.line, min(f.line) as first from keyed k join firsts f on f.key = k.key and f.line < k.line
         group by k.line)
     update contact_import_row r set outcome = 'repeat', repeats = again.first from again
     where r.import_id = $1 and r.line = again.line and r.outcome = 'new'`,
    [importId],
  );
}

/** What became of a row. */
export interface Brought {
  line: number;
  result: RowResult;
  contactId: string | null;
  kept: RowKept | null;
  problems: ImportProblem[];
}

export async function keepBrought(tx: Sql, importId: string, brought: readonly Brought[]): Promise<void> {
  await tx.query(
    `update contact_import_row r set result = v.result, contact_id = v."contactId", kept = nullif(v.kept, 'null'),
       problems = v.problems, outcome = case v.result when 'faulty' then 'faulty' else r.outcome end
     from jsonb_to_recordset($2::jsonb) as v(line int, result text, "contactId" uuid, kept jsonb, problems jsonb)
     where r.import_id = $1 and r.line = v.line`,
    [importId, JSON.stringify(brought)],
  );
}

/** A row that made or changed somebody. */
export interface DoneRow {
  line: number;
  result: 'made' | 'changed';
  contactId: string;
  kept: RowKept;
}

/** The last ones first: what a later row changed is given back before what an earlier one made goes. */
export async function nextToUndo(tx: Sql, importId: string, before: number, limit: number): Promise<DoneRow[]> {
  const { rows } = await tx.query<DoneRow>(
    `select line, result, contact_id as "contactId", kept from contact_import_row
     where import_id = $1 and line < $2 and result in ('made', 'changed') and undone is null
       and contact_id is not null and kept is not null
     order by line desc limit $3`,
    [importId, before, limit],
  );
  return rows;
}

export interface UndoneRow {
  line: number;
  undone: RowUndone;
  kept: RowKept;
}

export async function keepUndone(tx: Sql, importId: string, undone: readonly UndoneRow[]): Promise<void> {
  await tx.query(
    `update contact_import_row r set undone = v.undone, kept = v.kept
     from jsonb_to_recordset($2::jsonb) as v(line int, undone text, kept jsonb)
     where r.import_id = $1 and r.line = v.line`,
    [importId, JSON.stringify(undone)],
  );
}
