import type { Person } from '#db/chats/row.ts';
import type { Meaning } from '#db/entities/records/source.ts';
import type { Sql } from '#db/connection/transaction.ts';

export interface StatusOfRecord {
  id: string;
  name: string;
  meaning: Meaning;
}

export interface LeadRow {
  id: string;
  number: number;
  name: string;
  status: StatusOfRecord;
  source: Person | null;
  /** In kopecks; the driver gives a bigint as text. */
  amount: string | null;
  owner: Person | null;
  contact: Person | null;
  /** E.164. */
  phone: string | null;
  email: string | null;
  note: string;
  /** Why it was lost. */
  reason: string;
  createdAt: Date;
  updatedAt: Date;
  archivedAt: Date | null;
}

export const LEAD_COLUMNS = `
  l.id, l.number, l.name, l.amount, l.phone, l.email, l.note, l.reason, l.created_at as "createdAt",
  l.updated_at as "updatedAt", l.archived_at as "archivedAt",
  json_build_object('id', s.id, 'name', s.name, 'meaning', s.meaning) as status,
  case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as source,
  case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end as owner,
  case when k.id is not null then json_build_object('id', k.id, 'name', k.name) end as contact`;
export const LEAD_JOINS = `join record_status s on s.id = l.status_id left join source o on o.id = l.source_id
  left join employee e on e.id = l.owner_id left join contact k on k.id = l.contact_id`;
export const LEAD_TABLES = `lead l ${LEAD_JOINS}`;

export async function findLead(sql: Sql, id: string): Promise<LeadRow | null> {
  const { rows } = await sql.query<LeadRow>(`select ${LEAD_COLUMNS} from ${LEAD_TABLES} where l.id = $1`, [id]);
  return rows[0] ?? null;
}

export async function findLeadNumbered(sql: Sql, number: number): Promise<LeadRow | null> {
  const { rows } = await sql.query<LeadRow>(`select ${LEAD_COLUMNS} from ${LEAD_TABLES} where l.number = $1`, [number]);
  return rows[0] ?? null;
}
