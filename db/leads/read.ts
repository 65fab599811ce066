import type { Person } from '#db/chats/row.ts';
import type { Meaning } from '#db/entities/records/source.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { joinedParts, PARTS_COLUMNS } from '#db/records/read-parts.ts';

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
  ${PARTS_COLUMNS}`;
export const LEAD_JOINS = joinedParts('l');
export const LEAD_TABLES = `lead l ${LEAD_JOINS}`;

export async function findLead(sql: Sql, id: string): Promise<LeadRow | null> {
  const { rows } = await sql.query<LeadRow>(`select ${LEAD_COLUMNS} from ${LEAD_TABLES} where l.id = $1`, [id]);
  return rows[0] ?? null;
}

export async function findLeadNumbered(sql: Sql, number: number): Promise<LeadRow | null> {
  const { rows } = await sql.query<LeadRow>(`select ${LEAD_COLUMNS} from ${LEAD_TABLES} where l.number = $1`, [number]);
  return rows[0] ?? null;
}
