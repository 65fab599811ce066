import type { ExportFormat, ExportKind, ExportState } from '#db/entities/file.ts';
import type { Sql } from '#db/connection/transaction.ts';

/** What its owner is told of an export. */
export interface ExportRow {
  id: string;
  kind: ExportKind;
  format: ExportFormat;
  state: ExportState;
  done: number;
  total: number | null;
  seesAll: boolean;
  chatNumber: number | null;
  createdAt: Date;
  expiresAt: Date;
}

/** It is theirs and has not expired. */
export async function findExport(sql: Sql, id: string, employeeId: string): Promise<ExportRow | null> {
  const { rows } = await sql.query<ExportRow>(
    `select id, kind, format, state, done, total, sees_all as "seesAll", chat_number as "chatNumber",
       created_at as "createdAt", expires_at as "expiresAt"
     from export where id = $1 and employee_id = $2 and expires_at > now()`,
    [id, employeeId],
  );
  return rows[0] ?? null;
}

/** Those of one person that have not expired and that they did not cancel, the newest first. */
export async function listExports(sql: Sql, employeeId: string): Promise<ExportRow[]> {
  const { rows } = await sql.query<ExportRow>(
    `select id, kind, format, state, done, total, sees_all as "seesAll", chat_number as "chatNumber",
       created_at as "createdAt", expires_at as "expiresAt"
     from export where employee_id = $1 and expires_at > now() and state <> 'cancelled'
     order by created_at desc, id limit 20`,
    [employeeId],
  );
  return rows;
}

/** Those for which a workflow has to run. */
export async function listUnreadyExports(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select id from export where state in ('waiting', 'running') order by created_at`,
  );
  return rows.map(({ id }) => id);
}
