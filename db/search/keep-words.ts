import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { READ_WORDS } from './position.ts';
import { saidBy } from './said.ts';

interface Place {
  /** In the feed: what changed up to there is in the index. */
  xid: string;
  id: string;
  /** Messages of before, by their number of arrival: from there on they are in it, too. */
  before: number;
  at: number;
}

/** The feed forgets after a day: whoever has not read it for so long begins anew. */
const FORGOTTEN_MS = 20 * 60 * 60_000;
/** That it was looked at is noted now and then. */
const NOTED_MS = 60 * 60_000;

/**
 * Makes messages ready to be searched: those that came or were changed, and a lot of those from before there was an
 * index. Beside everything else and not with the message, so that no delivery waits for it; until then a search looks
 * at them one by one. Returns how many.
 */
export async function keepWords(pool: Pool, lot: number, now = Date.now()): Promise<number> {
  return inTransaction(pool, async (tx) => {
    const place = await readPlace(tx, now);
    const changed = await tx.query<{ xid: string; id: string; ref: string }>(
      // By the column: `xid` alone would be the text of the list, in which 1000 comes before 999.
      `select xid::text, id, ref from change where (xid, id) > ($1::xid8, $2::bigint) and kind = 'message'
         and xid < pg_snapshot_xmin(pg_current_snapshot()) order by change.xid, change.id limit $3`,
      [place.xid, place.id, lot],
    );
    await keep(tx, [...new Set(changed.rows.map(({ ref }) => ref))]);
    const older = await tx.query<{ id: string; seq: number }>(
      'select id, seq::float8 as seq from message where seq < $1::bigint order by seq desc limit $2',
      [place.before, lot],
    );
    await keep(
      tx,
      older.rows.map(({ id }) => id),
    );
    const last = changed.rows.at(-1);
    const before = older.rows.at(-1)?.seq ?? 0;
    if (last || before !== place.before || now - place.at > NOTED_MS)
      await savePlace(tx, { xid: last?.xid ?? place.xid, id: last?.id ?? place.id, before, at: now });
    return changed.rows.length + older.rows.length;
  });
}

/** One process at a time: the row is in hand until the commit. */
async function readPlace(tx: Sql, now: number): Promise<Place> {
  const { rows } = await tx.query<{ value: Place }>('select value from installation where name = $1 for update', [
    READ_WORDS,
  ]);
  const place = rows[0]?.value;
  return place && now - place.at < FORGOTTEN_MS ? place : begin(tx, now);
}

/** From now on by the feed, and everything of before from its newest on. */
async function begin(tx: Sql, now: number): Promise<Place> {
  const { rows } = await tx.query<{ xid: string; id: string; before: number }>(
    `select coalesce(last.xid::text, '0') as xid, coalesce(last.id, 0)::text as id,
       (coalesce((select max(seq) from message), 0) + 1)::float8 as before
     from (select 1) one left join lateral (select xid, id from change
       where xid < pg_snapshot_xmin(pg_current_snapshot()) order by change.xid desc, id desc limit 1) last on true`,
  );
  const place = { ...(rows[0] ?? { xid: '0', id: '0', before: 0 }), at: now };
  await savePlace(tx, place);
  return place;
}

async function savePlace(tx: Sql, place: Place): Promise<void> {
  await tx.query(
    'insert into installation (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value',
    [READ_WORDS, JSON.stringify(place)],
  );
}

async function keep(tx: Sql, messages: string[]): Promise<void> {
  if (messages.length === 0) return;
  await tx.query(
    `insert into message_words as w (message_id, folded, seq, page_id)
     select id, ${saidBy('"text"', 'attachments')}, seq, page_id from message where id = any($1::uuid[])
     on conflict (message_id) do update set folded = excluded.folded, seq = excluded.seq, page_id = excluded.page_id
     where (w.folded, w.seq) is distinct from (excluded.folded, excluded.seq)`,
    [messages],
  );
}
