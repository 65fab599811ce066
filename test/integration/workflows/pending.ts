import type { Pool } from 'pg';
import { PENDING, PENDING_OF_CLIENT, pendingIn } from '#db/inbox/pending.ts';
import type { Telling } from '#workflows/chat/needs.ts';
import type { RawInput } from '#workflows/chat/vocabulary.ts';

/** What the relay would tell a client's chat, where the test tells it. */
export async function pendingInputs(pool: Pool, clientId: string): Promise<{ inputs: RawInput[]; telling: Telling }> {
  const text = `select ${PENDING} from client cross join ${PENDING_OF_CLIENT} where client.id = $1`;
  const { rows } = await pool.query(text, [clientId]);
  return pendingIn(rows[0]);
}

/** As the relay notes it once the engine took them. */
export async function markRelayed(pool: Pool, inputs: RawInput[]): Promise<void> {
  const ids = inputs.map(({ id }) => id);
  await pool.query('update chat_input set relayed_at = now() where id = any($1::bigint[])', [ids]);
}
