import type { Pool } from 'pg';
import { OUTGOING, type Outgoing } from './outgoing.ts';

export type Sought = Outgoing & {
  lookups: number;
  /** PostgreSQL was put back to an older copy: it may have left since, or never. */
  doubted: boolean;
};

/** A message that has been `sending` for longer than any call of its sort lasts: its process died, and nobody knows. */
export async function findAbandoned(pool: Pool, olderThanMs: { text: number; file: number }): Promise<Outgoing[]> {
  const { rows } = await pool.query<Outgoing>(
    `select ${OUTGOING}
     from message m join client c on c.id = m.client_id join page p on p.id = m.page_id
     where m.direction = 'out' and m.state = 'sending' and not m.uploading
       and m.sending_at < now() - make_interval(secs => case when m.file_id is null then $1::float
         else $2::float end / 1000)
     order by m.sending_at limit 100`,
    [olderThanMs.text, olderThanMs.file],
  );
  return rows;
}

/**
 * Messages whose fate is unknown and that are due to be looked up at Facebook: up to `perPage` of each page but those
 * that are `busy`.
 */
export async function findUnknown(pool: Pool, perPage: number, busy: string[] = []): Promise<Sought[]> {
  const { rows } = await pool.query<Sought>(
    `select ${OUTGOING}, m.lookups, m.reason_code is not distinct from 'database_restored' as doubted
     from page p cross join lateral (
       select * from message m where m.page_id = p.id and m.direction = 'out' and m.state = 'unknown'
         and m.next_try_at <= now()
       order by m.next_try_at limit $1) m
     join client c on c.id = m.client_id
     where p.health <> 'reconnect' and p.id <> all($2::uuid[]) order by m.next_try_at`,
    [perPage, busy],
  );
  return rows;
}

/** Whatever it is about this message: it does not come before the others again. */
export async function postponeLookup(pool: Pool, id: string, ms: number): Promise<void> {
  await pool.query(
    `update message set next_try_at = now() + make_interval(secs => $2::float / 1000), sending_at = case state
     when 'sending' then now() else sending_at end
     where id = $1`,
    [id, ms],
  );
}
