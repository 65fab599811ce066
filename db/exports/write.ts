import type { Sql } from '#db/connection/transaction.ts';
import type { ExportKind } from '#db/entities/file.ts';
import type { ExportOf } from './ask.ts';

/** All that whoever writes the file has to know. */
export type AskedExport<Kind extends ExportKind = ExportKind> = ExportOf<Kind> & { id: string };

/** It is being written, from its beginning; null where nobody wants it any more, or it is written. */
export async function beginExport(sql: Sql, id: string): Promise<AskedExport | null> {
  const { rows } = await sql.query<AskedExport>(
    `update export set state = 'running', done = 0, total = null where id = $1 and state in ('waiting', 'running')
     returning id, employee_id as "employeeId", kind, format, language, time_zone as "timeZone",
       sees_all as "seesAll", filter, chat_number as "chatNumber"`,
    [id],
  );
  return rows[0] ?? null;
}

/** How far it is; false where nobody wants it any more. */
export async function saveExportProgress(sql: Sql, id: string, done: number, total: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update export set done = $2::int, total = greatest($2::int, $3::int) where id = $1 and state = 'running'`,
    [id, done, total],
  );
  return rowCount === 1;
}

/**
 * The file is there, for a day from now, and the audit says who has what. Of words that were searched for it says only
 * that there were some: they may name somebody.
 */
export async function finishExport(sql: Sql, id: string, rowsWritten: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `with ready as (update export set state = 'done', done = $2::int, total = $2::int,
           expires_at = now() + interval '1 day'
         where id = $1 and state = 'running' returning *)
     insert into audit (kind, employee_id, address, detail)
     select 'export_made', employee_id, address, jsonb_build_object('export', id, 'kind', kind, 'format', format,
       'rows', $2::int, 'chat', chat_number, 'filter', filter - 'q' || jsonb_build_object('words', filter->>'q' <> ''))
     from ready`,
    [id, rowsWritten],
  );
  return rowCount === 1;
}

/** There will be no file. */
export async function failExport(sql: Sql, id: string): Promise<void> {
  await sql.query(`update export set state = 'failed' where id = $1 and state in ('waiting', 'running')`, [id]);
}
