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
  state: DocumentState;
  number: string | null;
  total: number;
  paid: { date: string; sum: number } | null;
  cancelReason: string | null;
  /** It can be paid by a link of the bank's. */
  hasPaymentLink: boolean;
  issuedAt: Date | null;
  issuedBy: Person | null;
  author: Person | null;
  createdAt: Date;
  updatedAt: Date;
}

const person = (of: string, as: string): string =>
  `case when ${of}.id is not null then json_build_object('id', ${of}.id, 'name', ${of}.name) end as "${as}"`;

export const DOCUMENT_COLUMNS = `d.id, d.kind, ${person('o', 'company')}, ${person('k', 'contact')},
  case when b.id is not null then json_build_object('id', b.id, 'kind', b.kind, 'number', b.number) end as "basedOn",
  case when r.id is not null then json_build_object('id', r.id, 'number', r.number) end as "order",
  d.state, d.number, to_char(d.date, 'YYYY-MM-DD') as date, to_char(d.due_date, 'YYYY-MM-DD') as "dueDate",
  d.with_vat as "withVat", d.discount::float8 as discount, d.lines, d.ground, d.text, d.remarks,
  d.total::float8 as total,
  case when d.paid_on is not null then json_build_object('date', to_char(d.paid_on, 'YYYY-MM-DD'),
    'sum', d.paid_sum) end as paid,
  d.state = 'issued' and d.printed -> 'qr' ->> 'url' is not null as "hasPaymentLink",
  d.cancel_reason as "cancelReason", d.issued_at as "issuedAt", ${person('i', 'issuedBy')}, ${person('a', 'author')},
  d.created_at as "createdAt", d.updated_at as "updatedAt"`;
export const DOCUMENT_TABLES = `document d join company o on o.id = d.company_id
  left join contact k on k.id = d.contact_id left join document b on b.id = d.based_on_id
  left join customer_order r on r.id = d.order_id
  left join employee i on i.id = d.issued_by_id left join employee a on a.id = d.author_id`;

export async function findDocument(sql: Sql, id: string): Promise<DocumentRow | null> {
  const { rows } = await sql.query<DocumentRow>(`select ${DOCUMENT_COLUMNS} from ${DOCUMENT_TABLES} where d.id = $1`, [
    id,
  ]);
  return rows[0] ?? null;
}
