import type { Person } from '#db/chats/row.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { ImportFormat, ImportReason, ImportState } from '#db/entities/crm/contact-import.ts';
import type { ImportLayout, MatchChoice } from '#workflows/importing/vocabulary.ts';

export interface ImportRow {
  id: string;
  name: string;
  format: ImportFormat;
  state: ImportState;
  reason: ImportReason | null;
  layout: ImportLayout;
  onMatch: MatchChoice;
  total: number;
  /** Rows that were gone through, of what is going on. */
  done: number;
  by: Person | null;
  /** When the same file was brought in last. */
  broughtAt: Date | null;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  undoneAt: Date | null;
}

const COLUMNS = `i.id, i.name, i.format, i.state, i.reason, i.layout, i.on_match as "onMatch", i.total,
  case when i.state in ('checking', 'running') then (select count(*)::int from contact_import_row r
      where r.import_id = i.id and r.line <= i.place)
    when i.state = 'undoing' then (select count(*)::int from contact_import_row r
      where r.import_id = i.id and r.line >= i.place)
    else 0 end as done,
  case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end as by,
  (select max(o.ended_at) from contact_import o where o.sha256 = i.sha256 and o.id <> i.id and o.state = 'done')
    as "broughtAt",
  i.created_at as "createdAt", i.started_at as "startedAt", i.ended_at as "endedAt", i.undone_at as "undoneAt"`;

export async function findImport(sql: Sql, id: string): Promise<ImportRow | null> {
  const { rows } = await sql.query<ImportRow>(
    `select ${COLUMNS} from contact_import i left join employee e on e.id = i.employee_id where i.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** The newest first; what is older is found in the audit. */
export async function listImports(sql: Sql): Promise<ImportRow[]> {
  const { rows } = await sql.query<ImportRow>(
    `select ${COLUMNS} from contact_import i left join employee e on e.id = i.employee_id
     order by i.created_at desc, i.id limit 50`,
  );
  return rows;
}

/** Those for which a workflow has to run. */
export async function listUnfinishedImports(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select id from contact_import where state in ('reading', 'checking', 'running', 'undoing') order by created_at`,
  );
  return rows.map(({ id }) => id);
}
