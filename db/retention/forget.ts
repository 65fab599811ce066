import type { Pool } from 'pg';
import { inTransaction } from '#db/pool.ts';
import { lockRouting } from '#db/routing/waiting.ts';

/** For how many days what happened is kept. */
export interface KeepDays {
  routingRecords: number;
  presence: number;
  audit: number;
}

/** Rows deleted in one statement: nobody waits long for one, and what piled up for years goes in many. */
const LOT = 5_000;
/** Of files, which may be large. */
const FILES = 100;
/** A log-in is over after so long, however much it is used. */
const SESSION_DAYS = 30;

interface Forgetting {
  table: string;
  /** Which rows; `$1`: days. */
  where: string;
  days: number;
  lot: number;
}

/**
 * Forgets a lot of everything that is older than it is kept, and that nothing open needs any more. Returns how much of what; what is left
 * comes with the next call. Several processes may do it at once.
 */
export async function forget(pool: Pool, keep: KeepDays, lot = LOT): Promise<Record<string, number>> {
  const forgotten: Record<string, number> = {};
  for (const one of forgettings(keep, lot)) forgotten[one.table] = await forgetLot(pool, one);
  forgotten['routing_policy'] = await forgetPolicies(pool, lot);
  return forgotten;
}

/** Whether a lot was full. */
export function isMore(forgotten: Record<string, number>, lot = LOT): boolean {
  return Object.entries(forgotten).some(([table, count]) => count >= (table === 'file' ? Math.min(lot, FILES) : lot));
}

function forgettings({ routingRecords, presence, audit }: KeepDays, lot: number): Forgetting[] {
  const old = (column: string): string => `${column} < now() - make_interval(days => $1)`;
  return [
    // The card of why is there while the chat is open, however long that is.
    {
      table: 'routing_record',
      where: `${old('at')} and exists (select 1 from chat c where c.id = routing_record.chat_id and c.status = 'finished')`,
      days: routingRecords,
      lot,
    },
    { table: 'presence_span', where: old('to_at'), days: presence, lot },
    { table: 'audit', where: old('at'), days: audit, lot },
    { table: 'session', where: `expires_at < now() or ${old('created_at')}`, days: SESSION_DAYS, lot },
    { table: 'api_token', where: old('expires_at'), days: 0, lot },
    { table: 'verification', where: old('expires_at'), days: 0, lot },
    {
      table: 'login_attempt',
      where: `expire < extract(epoch from now() - make_interval(days => $1)) * 1000`,
      days: 0,
      lot,
    },
    { table: 'file', where: `${old('created_at')} and ${UNUSED}`, days: 1, lot: Math.min(lot, FILES) },
  ];
}

/** Neither sent nor named by any version of the settings or a draft. */
const UNUSED = `not exists (select 1 from message m where m.file_id = file.id) and not exists (select 1 from (
    select jsonb_path_query(settings, '$.attachments.*.fileId') #>> '{}' from settings_version
    union all select jsonb_path_query(settings, '$.attachments.*.fileId') #>> '{}' from settings_draft) named (id)
    where named.id = file.id::text)`;

async function forgetLot(pool: Pool, { table, where, days, lot }: Forgetting): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from ${table} where ctid = any(array(select ctid from ${table} where ${where} limit $2 for update skip locked))`,
    [days, lot],
  );
  return rowCount ?? 0;
}

/** Policies by which no record that is left was made. Under the lock of the distribution, which keeps one before it keeps its records. */
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
