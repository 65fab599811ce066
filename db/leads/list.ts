import type { Pool } from 'pg';
import { LEAD_COLUMNS, LEAD_TABLES, type LeadRow } from './read.ts';
import { soughtRecord } from '#db/records/sought.ts';

/** What a list may be ordered by. */
export const LEAD_ORDERS = { number: 'l.number', amount: 'coalesce(l.amount, 0)', updatedAt: 'l.updated_at' } as const;
export const DIRECTIONS = { asc: 'asc', desc: 'desc' } as const;

export interface LeadFilter {
  q: string;
  /** Null: whatever it means. */
  meaning: string | null;
  statusId: string | null;
  sourceId: string | null;
  /** An employee's id, or `none` for leads that nobody has. */
  ownerId: string | null;
  contactId: string | null;
  archived: boolean;
  sort: keyof typeof LEAD_ORDERS;
  order: keyof typeof DIRECTIONS;
  limit: number;
  offset: number;
}

const WHERE = `($1 = '' or l.folded like fold($2) or l.number::text = $3 or l.email ilike $2
    or ($4 <> '' and strpos(l.phone, $4) > 0))
  and ($5::text is null or s.meaning = $5) and ($6::uuid is null or l.status_id = $6)
  and ($7::uuid is null or l.source_id = $7)
  and ($8::text is null or ($8 = 'none' and l.owner_id is null) or l.owner_id = $8)
  and ($9::uuid is null or l.contact_id = $9) and (l.archived_at is not null) = $10`;

/** Leads that fit, and how many there are in all. */
export async function listLeads(pool: Pool, filter: LeadFilter): Promise<{ rows: LeadRow[]; total: number }> {
  const { meaning, statusId, sourceId, ownerId, contactId, archived, sort, order } = filter;
  const values = [...soughtRecord(filter.q), meaning, statusId, sourceId, ownerId, contactId, archived];
  const [list, count] = await Promise.all([
    pool.query<LeadRow>(
      `select ${LEAD_COLUMNS} from ${LEAD_TABLES} where ${WHERE}
       order by ${LEAD_ORDERS[sort]} ${DIRECTIONS[order]}, l.number ${DIRECTIONS[order]} limit $11 offset $12`,
      [...values, filter.limit, filter.offset],
    ),
    pool.query<{ total: string }>(`select count(*) as total from ${LEAD_TABLES} where ${WHERE}`, values),
  ]);
  return { rows: list.rows, total: Number(count.rows[0]?.total ?? 0) };
}
