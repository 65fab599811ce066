import type { ExportFilters, ExportFormat, ExportKind } from '#db/entities/file.ts';
import type { Language } from '#db/entities/employee.ts';
import type { Sql } from '#db/connection/transaction.ts';

interface Asked {
  employeeId: string;
  format: ExportFormat;
  language: Language;
  timeZone: string;
  seesAll: boolean;
  chatNumber: number | null;
}

/** A file of one kind, with what it is to hold. */
export type ExportOf<Kind extends ExportKind> = { [K in Kind]: Asked & { kind: K; filter: ExportFilters[K] } }[Kind];
export type NewExport = ExportOf<ExportKind> & {
  /** From where it is asked for. */
  address: string | null;
};

/** Of one person, that are not ready: more would keep others waiting. */
const UNREADY_MAX = 5;

/** Asks for a file; null where they wait for too many already. */
export async function insertExport(sql: Sql, asked: NewExport): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    `insert into export (employee_id, kind, format, language, time_zone, sees_all, filter, chat_number, address,
       expires_at)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, now() + interval '1 day'
     where (select count(*) from export where employee_id = $1 and state in ('waiting', 'running')) < $10
     returning id`,
    [
      asked.employeeId,
      asked.kind,
      asked.format,
      asked.language,
      asked.timeZone,
      asked.seesAll,
      JSON.stringify(asked.filter),
      asked.chatNumber,
      asked.address,
      UNREADY_MAX,
    ],
  );
  return rows[0]?.id ?? null;
}

/** Whoever asked wants it no more, ready or not; null where it is not theirs or not there. */
export async function cancelExport(sql: Sql, id: string, employeeId: string): Promise<ExportFormat | null> {
  const { rows } = await sql.query<{ format: ExportFormat }>(
    `update export set state = 'cancelled' where id = $1 and employee_id = $2 and expires_at > now() returning format`,
    [id, employeeId],
  );
  return rows[0]?.format ?? null;
}
