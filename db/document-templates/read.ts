import type { Person } from '#db/chats/row.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { DocumentKind, DocumentPart } from '#workflows/documents/vocabulary.ts';

/** A template with what its newest version says. */
export interface TemplateRow {
  id: string;
  kind: DocumentKind;
  name: string;
  /** Null: for all of them. */
  company: Person | null;
  isDefault: boolean;
  archived: boolean;
  version: number;
  text: string;
  remarks: string;
  /** What it leaves out of the pages. */
  hidden: DocumentPart[];
  changedAt: Date;
  /** Null: it came with the program, or its author is gone. */
  changedBy: Person | null;
  createdAt: Date;
}

export interface TemplateVersionRow {
  number: number;
  name: string;
  text: string;
  remarks: string;
  /** What it leaves out of the pages. */
  hidden: DocumentPart[];
  restores: number | null;
  at: Date;
  by: Person | null;
}

const BY = `case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end`;
const COLUMNS = `t.id, t.kind, t.name,
  case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as company,
  t.is_default as "isDefault", t.archived_at is not null as archived, t.version, v.text, v.remarks, v.hidden,
  v.created_at as "changedAt", ${BY} as "changedBy", t.created_at as "createdAt"`;
const TABLES = `document_template t
  join document_template_version v on v.template_id = t.id and v.number = t.version
  left join company o on o.id = t.company_id left join employee e on e.id = v.author_id`;

/** Of a kind and for a company, or all: by kind, what new documents begin with first, archived ones last. */
export async function listTemplates(
  sql: Sql,
  { kind, companyId }: { kind: DocumentKind | null; companyId: string | null },
): Promise<TemplateRow[]> {
  const { rows } = await sql.query<TemplateRow>(
    `select ${COLUMNS} from ${TABLES}
     where ($1::text is null or t.kind = $1)
       and ($2::uuid is null or t.company_id is null or t.company_id = $2)
     order by array_position(array['invoice', 'contract', 'act', 'waybill'], t.kind), t.archived_at is not null,
       t.company_id is not null, not t.is_default, t.name collate "uk-x-icu", t.id`,
    [kind, companyId],
  );
  return rows;
}

export async function findTemplate(sql: Sql, id: string): Promise<TemplateRow | null> {
  const { rows } = await sql.query<TemplateRow>(`select ${COLUMNS} from ${TABLES} where t.id = $1`, [id]);
  return rows[0] ?? null;
}

/** All it ever said, the newest first. */
export async function listTemplateVersions(sql: Sql, id: string): Promise<TemplateVersionRow[]> {
  const { rows } = await sql.query<TemplateVersionRow>(
    `select v.number, v.name, v.text, v.remarks, v.hidden, v.restores, v.created_at as at, ${BY} as by
     from document_template_version v left join employee e on e.id = v.author_id
     where v.template_id = $1 order by v.number desc`,
    [id],
  );
  return rows;
}
