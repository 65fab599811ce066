import type { RecordKind } from '#db/entities/records/source.ts';
import { type Viewer, visibleTo } from '#db/chats/viewer.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { DOCUMENT_COLUMNS, DOCUMENT_TABLES, type DocumentRow } from '#db/documents/read.ts';
import { LEAD_COLUMNS, LEAD_TABLES, type LeadRow } from '#db/leads/read.ts';
import { ORDER_COLUMNS, ORDER_TABLES, type OrderRow } from '#db/orders/read.ts';
import { CHAT_OF_CONTACT, CHAT_OF_CONTACT_TABLES, type ContactChat } from './chats.ts';
import { RECORD_HISTORY_COLUMNS, RECORD_HISTORY_TABLES, type RecordHistoryRow } from '#db/records/history.ts';
import { HISTORY_COLUMNS, HISTORY_TABLES, type HistoryRow } from './history.ts';
import { MERGE_COLUMNS, MERGE_TABLES, type MergeRow } from './merging/read.ts';

export const LINE_KINDS = ['change', 'chat', 'document', 'lead', 'merge', 'order', 'record_change'] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** Something that happened with a contact: what it was, and where the next page begins after it. */
export interface Line {
  kind: LineKind;
  id: string;
  at: Date;
  /** The moment to its last digit. */
  key: string;
}

export interface LinePlace {
  key: string;
  kind: LineKind;
  id: string;
}

/** With its first status it was made: that is a line by itself. */
const AFTERWARDS = `not (h.field = 'statusId' and h.before is null)`;

const LINES = `
  select 'chat' as kind, c.id::text as id, c.created_at as at from client cl join chat c on c.client_id = cl.id
    where cl.contact_id = $1 and c.led is not null and ${visibleTo(2)}
  union all select 'lead', l.id::text, l.created_at from lead l where l.contact_id = $1
  union all select 'order', r.id::text, r.created_at from customer_order r where r.contact_id = $1
  union all select 'document', d.id::text, d.created_at from document d where d.contact_id = $1
  union all select 'change', h.id::text, h.at from contact_history h where h.contact_id = $1
  union all select 'merge', m.id::text, m.at from contact_merge m where m.winner_id = $1
  union all select 'record_change', h.id::text, h.at from lead l join record_history h on h.lead_id = l.id
    where l.contact_id = $1 and ${AFTERWARDS}
  union all select 'record_change', h.id::text, h.at from customer_order r join record_history h on h.order_id = r.id
    where r.contact_id = $1 and ${AFTERWARDS}`;

/** What happened, the newest first, as far as the viewer may see it. */
export async function listLines(
  sql: Sql,
  { contactId, viewer, after, limit }: { contactId: string; viewer: Viewer; after: LinePlace | null; limit: number },
): Promise<Line[]> {
  const { rows } = await sql.query<Line>(
    `select line.kind, line.id, line.at, to_char(line.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key
     from (${LINES}) line
     where $3::text is null or (line.at, line.kind, line.id) < ($3::text::timestamptz, $4::text, $5::text)
     order by line.at desc, line.kind desc, line.id desc limit $6`,
    [contactId, viewer?.employeeId ?? null, after?.key ?? null, after?.kind ?? null, after?.id ?? null, limit],
  );
  return rows;
}

export interface Told {
  chat: Map<string, ContactChat>;
  lead: Map<string, LeadRow>;
  order: Map<string, OrderRow>;
  document: Map<string, DocumentRow>;
  change: Map<string, HistoryRow>;
  merge: Map<string, MergeRow>;
  record_change: Map<string, RecordChangeRow>;
}

/** A field of a lead or an order, and of which one. */
interface RecordChangeRow extends RecordHistoryRow {
  kind: RecordKind;
  recordId: string;
  number: number;
}

/** What stands in these lines, by its id. */
export async function toldIn(sql: Sql, lines: readonly Line[]): Promise<Told> {
  const idsOf = (kind: LineKind): string[] => lines.filter((line) => line.kind === kind).map(({ id }) => id);
  const [chats, leads, orders, documents, changes, merges, ofRecords] = await Promise.all([
    sql.query<ContactChat & { id: string }>(
      `select c.id, ${CHAT_OF_CONTACT} from ${CHAT_OF_CONTACT_TABLES} where c.id = any($1::uuid[])`,
      [idsOf('chat')],
    ),
    sql.query<LeadRow>(`select ${LEAD_COLUMNS} from ${LEAD_TABLES} where l.id = any($1::uuid[])`, [idsOf('lead')]),
    sql.query<OrderRow>(`select ${ORDER_COLUMNS} from ${ORDER_TABLES} where r.id = any($1::uuid[])`, [idsOf('order')]),
    sql.query<DocumentRow>(`select ${DOCUMENT_COLUMNS} from ${DOCUMENT_TABLES} where d.id = any($1::uuid[])`, [
      idsOf('document'),
    ]),
    sql.query<HistoryRow>(`select ${HISTORY_COLUMNS} from ${HISTORY_TABLES} where h.id = any($1::bigint[])`, [
      idsOf('change'),
    ]),
    sql.query<MergeRow>(`select ${MERGE_COLUMNS} from ${MERGE_TABLES} where m.id = any($1::uuid[])`, [idsOf('merge')]),
    recordChangesIn(sql, idsOf('record_change')),
  ]);
  return {
    chat: byId(chats.rows),
    lead: byId(leads.rows),
    order: byId(orders.rows),
    document: byId(documents.rows),
    change: byId(changes.rows),
    merge: byId(merges.rows),
    record_change: byId(ofRecords),
  };
}

async function recordChangesIn(sql: Sql, ids: string[]): Promise<RecordChangeRow[]> {
  const { rows } = await sql.query<RecordChangeRow>(
    `select ${RECORD_HISTORY_COLUMNS}, case when l.id is not null then 'lead' else 'order' end as kind,
       coalesce(l.id, r.id) as "recordId", coalesce(l.number, r.number) as number
     from ${RECORD_HISTORY_TABLES} left join lead l on l.id = h.lead_id
       left join customer_order r on r.id = h.order_id where h.id = any($1::bigint[])`,
    [ids],
  );
  return rows;
}

const byId = <Row extends { id: string }>(rows: Row[]): Map<string, Row> => new Map(rows.map((row) => [row.id, row]));
