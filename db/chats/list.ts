import type { Pool } from 'pg';
import type { ChatStatus } from '#workflows/chat/vocabulary.ts';
import { CHAT_COLUMNS, CHAT_TABLES } from './columns.ts';
import type { ChatRow } from './row.ts';
import { type Viewer, visibleTo } from './viewer.ts';

/** The only columns a list may be sorted by; names come from clients. */
export const CHAT_ORDERS = {
  lastContactAt: 'c.last_contact_at',
  createdAt: 'c.created_at',
  number: 'c.number',
  waitingSince: 'c.waiting_since',
} as const;

/** The same as whole numbers (microseconds), to go on from. */
const KEYS: Record<keyof typeof CHAT_ORDERS, string> = {
  lastContactAt: microseconds(CHAT_ORDERS.lastContactAt),
  createdAt: microseconds(CHAT_ORDERS.createdAt),
  number: CHAT_ORDERS.number,
  waitingSince: microseconds(CHAT_ORDERS.waitingSince),
};

export interface ChatFilter {
  viewer: Viewer;
  status: ChatStatus[];
  pageId: string | null;
  /** An employee's id, or `none` for chats without an operator. */
  operatorId: string | null;
  q: string;
  from: Date | null;
  to: Date | null;
  sort: keyof typeof CHAT_ORDERS;
  order: 'asc' | 'desc';
  limit: number;
  offset: number;
  /** Numbers of chats to leave out: they were told before. */
  seen: number[];
  /** Only what comes after this one. */
  after: { key: string | null; number: number } | null;
}

/** Chats that fit, each with what it is ordered by, and how many fit in all. */
export async function listChats(
  pool: Pool,
  filter: ChatFilter,
): Promise<{ rows: (ChatRow & { key: string | null })[]; total: number }> {
  const where = `${visibleTo(1)}
    and (cardinality($2::text[]) = 0 or c.status = any($2::text[]))
    and ($3::uuid is null or c.page_id = $3)
    and ($4::text is null
      or ($4 = 'none' and not exists (select 1 from chat_operator o where o.chat_id = c.id))
      or exists (select 1 from chat_operator o where o.chat_id = c.id and o.employee_id = $4))
    and ($5::timestamptz is null or c.last_contact_at >= $5) and ($6::timestamptz is null or c.last_contact_at <= $6)
    and ($7 = '' or c.number::text = $7 or cl.folded like fold($8) or fold(p.name) like fold($8)
      or exists (select 1 from message m where m.chat_id = c.id and m.folded like fold($8)))`;
  const values = [
    filter.viewer?.employeeId ?? null,
    filter.status,
    filter.pageId,
    filter.operatorId,
    filter.from,
    filter.to,
    filter.q,
    `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`,
  ];
  const [direction, beyond] = filter.order === 'asc' ? ['asc', '>'] : ['desc', '<'];
  const key = KEYS[filter.sort];
  const isNext = `(cardinality($11::int[]) = 0 or c.number <> all($11::int[])) and ($12::int is null
    or case when $13::bigint is null then ${key} is null and c.number ${beyond} $12
      else ${key} is null or ${key} ${beyond} $13 or (${key} = $13 and c.number ${beyond} $12) end)`;
  const [list, count] = await Promise.all([
    pool.query<ChatRow & { key: string | null }>(
      `select ${CHAT_COLUMNS}, (${key})::text as key from ${CHAT_TABLES} where ${where} and ${isNext}
       order by ${CHAT_ORDERS[filter.sort]} ${direction} nulls last, c.number ${direction} limit $9 offset $10`,
      [...values, filter.limit, filter.offset, filter.seen, filter.after?.number ?? null, filter.after?.key ?? null],
    ),
    pool.query<{ total: string }>(`select count(*) as total from ${CHAT_TABLES} where ${where}`, values),
  ]);
  return { rows: list.rows, total: Number(count.rows[0]?.total ?? 0) };
}

function microseconds(column: string): string {
  return `(extract(epoch from ${column}) * 1000000)::bigint`;
}
