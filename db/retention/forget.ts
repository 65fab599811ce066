import type { Pool } from 'pg';
import { inTransaction } from '#db/connection/transaction.ts';
import { purge } from '#db/bin/purge.ts';
import { lockRouting } from '#db/routing/waiting.ts';
import { deleteLot, olderThanDays, type Outdated } from './lot.ts';

/** For how many days what happened is kept. */
export interface KeepDays {
  routingRecords: number;
  presence: number;
  audit: number;
  /** Deleted chats, which are purged afterwards. */
  bin: number;
}

/** Rows deleted in one statement: nobody waits long for one, and what piled up for years goes in many. */
const LOT = 5_000;
/** Of deleted chats, each with all its messages. */
const CHATS = 50;
/** Of files, which may be large. */
const FILES = 100;
/** Tables that people brought in hold what clients are reached by; until then an import can be taken back. */
const IMPORT_DAYS = 90;
/** Each with all its rows. */
const IMPORTS = 1;
/** A log-in is over after so long, however much it is used. */
const SESSION_DAYS = 30;
/** What became of a bulk action is looked at soon or not at all; the audit keeps that it was. */
const BULK_DAYS = 30;

/**
 * Forgets a lot of everything that is older than it is kept, and that nothing open needs any more. Returns how much of
 * what; what is left comes with the next call. Several processes may do it at once.
 */
export async function forget(pool: Pool, keep: KeepDays, lot = LOT): Promise<Record<string, number>> {
  const forgotten: Record<string, number> = {};
  for (const outdated of outdatedRows(keep)) {
    const { table } = outdated;
    forgotten[table] = await deleteLot(pool, outdated, lotOf(table, lot));
  }
  forgotten['deleted_chat'] = await purge(pool, keep.bin, lotOf('deleted_chat', lot));
  forgotten['routing_policy'] = await forgetPolicies(pool, lot);
  return forgotten;
}

/** Whether a lot was full. */
export function isMore(forgotten: Record<string, number>, lot = LOT): boolean {
  return Object.entries(forgotten).some(([table, count]) => count >= lotOf(table, lot));
}

const MOST = new Map([
  ['file', FILES],
  ['deleted_chat', CHATS],
  ['contact_import', IMPORTS],
]);

function lotOf(table: string, lot: number): number {
  return Math.min(lot, MOST.get(table) ?? lot);
}

function outdatedRows({ routingRecords, presence, audit }: KeepDays): Outdated[] {
  const isFinished = `exists (select 1 from chat c where c.id = routing_record.chat_id and c.status = 'finished')`;
  const expired = `expire < extract(epoch from now() - make_interval(days => $1)) * 1000`;
  return [
    // The card of why is there while the chat is open, however long that is.
    { table: 'routing_record', where: `${olderThanDays('at')} and ${isFinished}`, age: routingRecords },
    { table: 'presence_span', where: olderThanDays('to_at'), age: presence },
    { table: 'audit', where: olderThanDays('at'), age: audit },
    { table: 'bulk', where: `ended_at is not null and ${olderThanDays('created_at')}`, age: BULK_DAYS },
    { table: 'contact_import', where: `${olderThanDays('created_at')} and ${AT_REST}`, age: IMPORT_DAYS },
    { table: 'session', where: `expires_at < now() or ${olderThanDays('created_at')}`, age: SESSION_DAYS },
    { table: 'api_token', where: olderThanDays('expires_at'), age: 0 },
    { table: 'verification', where: olderThanDays('expires_at'), age: 0 },
    { table: 'login_attempt', where: expired, age: 0 },
    { table: 'facebook_login', where: olderThanDays('created_at'), age: 1 },
    { table: 'file', where: `${olderThanDays('created_at')} and ${UNUSED}`, age: 1 },
  ];
}

const AT_REST = `state in ('ready', 'done', 'cancelled', 'undone', 'failed')`;

/** Neither sent nor named by a ready reply, a document, a company, any version of the settings or a draft. */
const UNUSED = `not exists (select 1 from message m where m.file_id = file.id)
  and not exists (select 1 from ready_reply_file rf where rf.file_id = file.id)
  and not exists (select 1 from document d where file.id in (d.file_id, d.cancelled_file_id))
  and not exists (select 1 from document d where d.logo_id = file.id)
  and not exists (select 1 from company o where o.logo_id = file.id)
  and not exists (select 1 from neighbour_task t where t.file_id = file.id and t.state = 'made')
  and not exists (select 1 from (
    select jsonb_path_query(settings, '$.attachments.*.fileId') #>> '{}' from settings_version
    union all select jsonb_path_query(settings, '$.attachments.*.fileId') #>> '{}' from settings_draft) named (id)
    where named.id = file.id::text)`;

/**
 * Policies by which no record that is left was made. Under the lock of the distribution, which keeps one before it
 * keeps its records.
 */
async function forgetPolicies(pool: Pool, lot: number): Promise<number> {
  return inTransaction(pool, async (tx) => {
    await lockRouting(tx);
    const { rowCount } = await tx.query(
      `delete from routing_policy where hash = any(array(
         select hash from routing_policy p where created_at < now() - interval '1 day'
           and not exists (select 1 from routing_record r where r.policy_hash = p.hash) limit $1))`,
      [lot],
    );
    return rowCount ?? 0;
  });
}
