import type { Person } from '#db/chats/row.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { DocumentState } from '#db/entities/documents/document.ts';
import type { DocumentContent } from '#workflows/documents/content.ts';
import type { DocumentKind } from '#workflows/documents/vocabulary.ts';

export interface DocumentRow extends DocumentContent {
  id: string;
  company: Person;
  contact: Person | null;
  basedOn: { id: string; kind: DocumentKind; number: string | null } | null;
  order: { id: string; number: number } | null;
  /** From which version of which template its text came. */
  template: TemplateOfDocument | null;
  state: DocumentState;
  number: string | null;
  total: number;
  paid: { date: string; sum: number } | null;
  cancelReason: string | null;
  /** How far its last sending is, or the message of it; null: it was never sent. */
  sendingState: string | null;
  /** It can be paid by a link of the bank's. */
  hasPaymentLink: boolean;
  issuedAt: Date | null;
  issuedBy: Person | null;
  author: Person | null;
  createdAt: Date;
  updatedAt: Date;
}

interface TemplateOfDocument {
  id: string;
  name: string;
  version: number;
  /** Of a draft: the newest version, where that says something else. */
  newerVersion: number | null;
  /** Somebody wrote something else into the document. */
  isEdited: boolean;
}

const person = (of: string, as: string): string =>
  `case when ${of}.id is not null then json_build_object('id', ${of}.id, 'name', ${of}.name) end as "${as}"`;

export const DOCUMENT_COLUMNS = `d.id, d.kind, ${person('o', 'company')}, ${person('k', 'contact')},
  case when b.id is not null then json_build_object('id', b.id, 'kind', b.kind, 'number', b.number) end as "basedOn",
  case when r.id is not null then json_build_object('id', r.id, 'number', r.number) end as "order",
  case when t.id is not null then json_build_object('id', t.id, 'name', t.name, 'version', d.template_version,
    'newerVersion', case when d.state = 'draft'
      and (n.text, n.remarks, n.hidden) <> (v.text, v.remarks, v.hidden) then n.number end,
    'isEdited', (d.text, d.remarks) <> (v.text, v.remarks)) end as template,
  d.state, d.number, to_char(d.date, 'YYYY-MM-DD') as date, to_char(d.due_date, 'YYYY-MM-DD') as "dueDate",
  d.currency, case when d.rate is not null then json_build_object('value', d.rate,
    'date', to_char(d.rate_date, 'YYYY-MM-DD')) end as rate, d.with_vat as "withVat", d.discount::float8 as discount,
  d.lines, d.ground, d.text, d.remarks, coalesce(v.hidden, '{}') as hidden,
  d.total::float8 as total,
  case when d.paid_on is not null then json_build_object('date', to_char(d.paid_on, 'YYYY-MM-DD'),
    'sum', d.paid_sum) end as paid,
  (select coalesce(sm.state, s.state) from document_sending s left join message sm on sm.id = s.message_id
   where s.document_id = d.id order by s.created_at desc limit 1) as "sendingState",
  d.state = 'issued' and d.printed -> 'qr' ->> 'url' is not null as "hasPaymentLink",
  d.cancel_reason as "cancelReason", d.issued_at as "issuedAt", ${person('i', 'issuedBy')}, ${person('a', 'author')},
  d.created_at as "createdAt", d.updated_at as "updatedAt"`;
export const DOCUMENT_TABLES = `document d join company o on o.id = d.company_id
  left join contact k on k.id = d.contact_id left join document b on b.id = d.based_on_id
  left join customer_order r on r.id = d.order_id
  left join document_template t on t.id = d.template_id
  left join document_template_version v on v.template_id = t.id and v.number = d.template_version
  left join document_template_version n on n.template_id = t.id and n.number = t.version
  left join employee i on i.id = d.issued_by_id left join employee a on a.id = d.author_id`;

export async function findDocument(sql: Sql, id: string): Promise<DocumentRow | null> {
  const { rows } = await sql.query<DocumentRow>(`select ${DOCUMENT_COLUMNS} from ${DOCUMENT_TABLES} where d.id = $1`, [
    id,
  ]);
  return rows[0] ?? null;
}
