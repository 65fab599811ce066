import type { Sql } from '#db/connection/transaction.ts';
import type { DocumentKind, DocumentPart } from '#workflows/documents/vocabulary.ts';

/** What a document begins with. */
export interface ChosenText {
  id: string;
  version: number;
  text: string;
  remarks: string;
  hidden: DocumentPart[];
}

/** The template a new document of this kind and company begins with: the company's own, or that of all. */
export async function defaultText(sql: Sql, kind: DocumentKind, companyId: string): Promise<ChosenText | null> {
  const { rows } = await sql.query<ChosenText>(
    `select t.id, v.number as version, v.text, v.remarks, v.hidden
     from document_template t join document_template_version v on v.template_id = t.id and v.number = t.version
     where t.kind = $1 and t.is_default and (t.company_id is null or t.company_id = $2)
     order by t.company_id is null limit 1`,
    [kind, companyId],
  );
  return rows[0] ?? null;
}

interface Choice {
  kind: DocumentKind;
  companyId: string;
  templateId: string;
  /** Null: its newest one. */
  version: number | null;
  /** What the document has already: it may keep that, archived or another company's. */
  keptId: string | null;
}

/** A version of the template that is chosen; null: there is none such for this kind and company. */
export async function chosenText(sql: Sql, choice: Choice): Promise<ChosenText | null> {
  const { kind, companyId, templateId, version, keptId } = choice;
  const { rows } = await sql.query<ChosenText>(
    `select t.id, v.number as version, v.text, v.remarks, v.hidden
     from document_template t join document_template_version v on v.template_id = t.id
     where t.id = $1 and t.kind = $2 and v.number = coalesce($3::int, t.version)
       and (t.id = $5::uuid or t.archived_at is null and (t.company_id is null or t.company_id = $4::uuid))`,
    [templateId, kind, version, companyId, keptId],
  );
  return rows[0] ?? null;
}

/** What a version leaves out, whoever may choose it still. */
export async function hiddenBy(sql: Sql, templateId: string, version: number | null): Promise<DocumentPart[]> {
  const { rows } = await sql.query<{ hidden: DocumentPart[] }>(
    `select v.hidden from document_template t join document_template_version v on v.template_id = t.id
     where t.id = $1 and v.number = coalesce($2::int, t.version)`,
    [templateId, version],
  );
  return rows[0]?.hidden ?? [];
}
