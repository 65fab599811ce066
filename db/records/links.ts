import type { Pool } from 'pg';
import type { Person } from '#db/chats/row.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import type { LinkReason } from '#db/entities/records/client-lead.ts';
import type { WhichRecord } from './history.ts';
import { tellLinks } from './told.ts';

/** How a lead or an order is linked to a client. */
export interface Link {
  /** The one that is meant where one is. */
  isMain: boolean;
  why: LinkReason;
  by: Person | null;
  linkedAt: Date;
}

/** More would be no card any more. */
export const LINKS_MOST = 50;
/** What a link `x` tells of itself; whoever made it is `b`. */
export const LINK_COLUMNS = `x.is_main as "isMain", x.why, x.at as "linkedAt",
  case when b.id is not null then json_build_object('id', b.id, 'name', b.name) end as by`;

/**
 * Which of a client's leads or orders (a link `x`, its record and the status `s`) is named where one is: the main one
 * while it is open, else the last open one, else the main one. Lists of chats, their files and the card beside a chat
 * all ask for them in this order.
 */
export const named = (record: 'l' | 'r'): string => `${record}.archived_at is not null,
  case when s.meaning in ('new', 'in_work') then 0 else 2 end + (not x.is_main)::int, ${record}.number desc`;

const TABLES = { lead: 'lead', order: 'customer_order' } as const;

/**
 * Whether there is such a lead or order; one that is linked already stays as it was linked. The first of a kind is the
 * main one, and so is one that is made so.
 */
export async function linkRecord(
  pool: Pool,
  { kind, id }: WhichRecord,
  { clientId, by }: { clientId: string; by: string },
  isMain = false,
): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    await tx.query('select 1 from client where id = $1 for update', [clientId]);
    await tx.query(
      `insert into client_${kind} (client_id, ${kind}_id, why, by_id) select $1, id, 'linked', $3
       from ${TABLES[kind]} where id = $2 on conflict do nothing`,
      [clientId, id, by],
    );
    return settleLink(tx, { kind, id }, clientId, isMain);
  });
}

export async function unlinkRecord(pool: Pool, { kind, id }: WhichRecord, clientId: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    await tx.query('select 1 from client where id = $1 for update', [clientId]);
    const { rowCount } = await tx.query(`delete from client_${kind} where client_id = $1 and ${kind}_id = $2`, [
      clientId,
      id,
    ]);
    if (rowCount === 1) await tellLinks(tx, [clientId], { kind, id });
    return rowCount === 1;
  });
}

/**
 * The client is locked, and the link is there. Without `isMain` it becomes the main one only where there is none.
 * False: it is not linked.
 */
export async function settleLink(
  tx: Sql,
  { kind, id }: WhichRecord,
  clientId: string,
  isMain = false,
): Promise<boolean> {
  await tx.query(
    `update client_${kind} set is_main = false where client_id = $1 and ${kind}_id <> $2 and is_main and $3`,
    [clientId, id, isMain],
  );
  const { rowCount } = await tx.query(
    `update client_${kind} set is_main = is_main or not exists (
       select from client_${kind} o where o.client_id = $1 and o.is_main)
     where client_id = $1 and ${kind}_id = $2`,
    [clientId, id],
  );
  if (rowCount === 1) await tellLinks(tx, [clientId], { kind, id });
  return rowCount === 1;
}

/** Windows with this chat hear that what was asked of the other CRM out of it stands otherwise. */
export async function tellLinksOf(tx: Sql, chatId: string): Promise<void> {
  await tx.query(
    `insert into change (kind, page_id, chat_id, ref)
     select 'links', page_id, id, number::text from chat where id = $1`,
    [chatId],
  );
}
