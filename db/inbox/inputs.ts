import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';
import type { Telling } from '#workflows/chat/needs.ts';
import type { RawInput } from '#workflows/chat/vocabulary.ts';
import { type InputRow, rawInput } from './raw-input.ts';

/** At most so many inputs go into one signal; far below the engine's payload limit. */
const PER_SIGNAL = 200;

const IN_FORCE = `(select max(v.id) from settings_version v where v.page_id is null or v.page_id = client.page_id)`;

/** What the client's workflow was not told yet, in order, and whether there is more than fits at once. */
export async function pendingInputs(
  pool: Pool,
  clientId: string,
): Promise<{ inputs: RawInput[]; more: boolean; telling: Telling }> {
  const { rows } = await pool.query<InputRow & { attempts: number; epoch: number | null }>(
    `select i.id, i.kind, i.chat_id, i.message_id, i.at, i.facts, i.attempts, ${IN_FORCE} as settings,
       (select (value ->> 'number')::int from installation where name = 'epoch') as epoch
     from chat_input i join client on client.id = i.client_id
     where i.client_id = $1 and i.decided_at is null and i.relayed_at is null order by i.id limit $2`,
    [clientId, PER_SIGNAL + 1],
  );
  const inputs = rows.slice(0, PER_SIGNAL).map(rawInput);
  // The chat heard of it before and did not decide: what it believes of its queue is wrong, or it was never there.
  const anew = rows.some(({ attempts }) => attempts > 0);
  const telling: Telling = { epoch: rows[0]?.epoch ?? 0, ...(anew && { anew }) };
  return { inputs, more: rows.length > PER_SIGNAL, telling };
}

export async function markRelayed(pool: Pool, inputs: RawInput[]): Promise<void> {
  await pool.query('update chat_input set relayed_at = now() where id = any($1::bigint[])', [
    inputs.map(({ id }) => id),
  ]);
}

/** Number of the last input that was accepted and not decided yet, 0 when there is none; and what time it is. */
export async function lastPendingInput(sql: Sql, clientId: string): Promise<{ after: number; now: number }> {
  const { rows } = await sql.query<{ last: string | null; now: Date }>(
    `select max(id) as last, date_trunc('milliseconds', clock_timestamp()) as now
     from chat_input where client_id = $1 and decided_at is null`,
    [clientId],
  );
  return { after: Number(rows[0]?.last ?? 0), now: rows[0]?.now.getTime() ?? 0 };
}
