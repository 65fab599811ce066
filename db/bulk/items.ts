import type { Pool } from 'pg';
import type { BulkAction } from '#db/entities/chat-input.ts';
import type { ChatStatus } from '#workflows/chat/vocabulary.ts';

/** One chat that has still to be asked. Without a chat: it is gone. */
export interface Item {
  number: number;
  tries: number;
  action: BulkAction;
  employeeId: string;
  targetId: string | null;
  chatId: string | null;
  clientId: string | null;
  pageId: string | null;
  status: ChatStatus | null;
  /** It is in the bin. */
  isDeleted: boolean;
  /** Whoever asks may still act in this chat. */
  mayAsk: boolean;
  /** Whoever is to have it may. */
  mayHave: boolean;
  /** It was asked before, and did it since. */
  isDone: boolean;
}

/** Somebody who may lead chats of page `c.page_id`: an admin, or an operator with access to it. */
const mayLead = (employee: string): string => `exists (select 1 from employee e where e.id = ${employee} and e.active
  and ('admin' = any(e.roles) or 'operator' = any(e.roles) and exists (
    select 1 from page_access a where a.page_id = c.page_id and a.employee_id = e.id)))`;

/** Somebody who may put chats into the bin and out of it. */
const mayArrange = (employee: string): string =>
  `exists (select 1 from employee e where e.id = ${employee} and e.active and 'admin' = any(e.roles))`;

/**
 * The clocks of the engine, by which a chat notes when it decided, and of PostgreSQL, by which it was asked, may differ
 * by so much.
 */
const APART = `interval '5 seconds'`;

/**
 * Nobody wants more of what was cancelled; but a chat that was asked before may do it all the same, so it is asked
 * until it has said so: what is over changes no chat any more, and can be undone whole.
 */
const IS_WANTED = '(b.cancelled_at is null or i.tries > 0)';

/** The next ones, those that were asked before last; of what was cancelled only those that were asked. */
export async function nextItems(pool: Pool, bulkId: string, limit: number): Promise<Item[]> {
  const { rows } = await pool.query<Item>(
    `select i.number, i.tries, b.action, b.employee_id as "employeeId", b.target_id as "targetId",
       c.id as "chatId", c.client_id as "clientId", c.page_id as "pageId", c.status,
       c.id is not null and c.led is null as "isDeleted",
       case when b.action in ('delete', 'restore') then ${mayArrange('b.employee_id')}
         else ${mayLead('b.employee_id')} end as "mayAsk",
       b.target_id is null or ${mayLead('b.target_id')} as "mayHave",
       case when b.action = 'delete' then c.led is null else c.led is not null end
         and exists (select 1 from timeline t where t.chat_id = c.id and t.at >= i.asked_at - ${APART}
         and t.by_id = b.employee_id and case b.action when 'finish' then t.kind = 'finished'
           when 'assign' then t.kind = 'transferred' and t.about_id = b.target_id
           when 'delete' then t.kind = 'deleted' else t.kind = 'restored' end) as "isDone"
     from bulk b join bulk_item i on i.bulk_id = b.id left join chat c on c.number = i.number
     where b.id = $1 and ${IS_WANTED} and b.ended_at is null and i.settled_at is null
     order by i.tries, i.number limit $2`,
    [bulkId, limit],
  );
  return rows;
}

/**
 * They are about to be asked: from now on what they decide may be the answer. Returns those that still may be, since
 * somebody may just have cancelled it.
 */
export async function noteAsked(pool: Pool, bulkId: string, numbers: number[]): Promise<number[]> {
  const { rows } = await pool.query<{ number: number }>(
    `update bulk_item i set tries = tries + 1, asked_at = coalesce(asked_at, clock_timestamp())
     from bulk b where b.id = i.bulk_id and b.id = $1 and i.number = any($2::int[]) and i.settled_at is null
       and ${IS_WANTED} returning i.number`,
    [bulkId, numbers],
  );
  return rows.map(({ number }) => number);
}

/** What became of some; null: it did what was asked. */
export async function settleItems(
  pool: Pool,
  bulkId: string,
  said: { number: number; code: string | null }[],
): Promise<void> {
  if (said.length === 0) return;
  await pool.query(
    `update bulk_item set settled_at = clock_timestamp(), code = said.code
     from unnest($2::int[], $3::text[]) as said (number, code)
     where bulk_id = $1 and bulk_item.number = said.number and settled_at is null`,
    [bulkId, said.map(({ number }) => number), said.map(({ code }) => code)],
  );
}

/** It is over where nobody is left to be asked. */
export async function endBulk(pool: Pool, bulkId: string): Promise<void> {
  await pool.query(
    `update bulk b set ended_at = now() where b.id = $1 and b.ended_at is null and not exists (
       select 1 from bulk_item i where i.bulk_id = b.id and i.settled_at is null and ${IS_WANTED})`,
    [bulkId],
  );
}
