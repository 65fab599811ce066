import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';
import type { ChangeKind } from '#db/entities/change.ts';

/** A row of the feed: the writing transaction, then the row. */
export interface Row {
  xid: string;
  id: string;
}

/**
 * A place in the feed: before it is what PostgreSQL's snapshot saw, in whatever order transactions began and ended, but
 * nothing beyond the last row that was read (the one with the highest number). A server that is killed forgets numbers
 * of transactions that had written nothing down, and gives them away once more: the snapshot would take those for seen.
 * By that row it is known, too, whether the feed still is the one it was.
 */
export interface Position extends Row {
  /** As `pg_current_snapshot()` says it. */
  snapshot: string;
}

export interface Change extends Row {
  kind: ChangeKind;
  /** Whose people may see it; null: everybody. */
  pageId: string | null;
  chatId: string | null;
  ref: string;
}

/** Where a reading that did not fit at once goes on: in what that snapshot saw, after that row. */
export interface Part {
  until: string;
  after: Row;
}

export interface Reading {
  changes: Change[];
  /** What can be seen by now, or `until` of the part. */
  until: string;
  /** Where there are more than `limit`. */
  rest: Part | null;
}

/** A change, or, where there is none, only what can be seen. */
type Found = { [Name in keyof Change]: Change[Name] | null } & { until: string };

const FIRST: Row = { xid: '0', id: '0' };

/** Read out of their text once, and not for each row: while a long transaction is open there are many. */
const SINCE = '(select $1::text::pg_snapshot)';
const UNTIL = '(select $2::text::pg_snapshot)';

/**
 * What can be seen and is not before `since`. A transaction that is still open keeps nobody waiting: its rows come when
 * it has ended, after those of transactions that began later. `part`: only that part of it.
 */
export async function readChanges(
  sql: Sql,
  since: Pick<Position, 'snapshot' | 'xid'>,
  limit: number,
  part?: { until: string; after?: Row } | null,
): Promise<Reading> {
  const after = part?.after ?? FIRST;
  const { rows } = await sql.query<Found>({
    name: 'read-changes',
    // By the column: `xid` alone would be the text of the list, in which 1000 comes before 999.
    text: `select coalesce($2, now.snapshot::text) as until, c.*
      from (select pg_current_snapshot() as snapshot) now left join lateral (
        select xid::text, id::text, kind, page_id as "pageId", chat_id as "chatId", ref from change
        where change.xid >= least(pg_snapshot_xmin(${SINCE}), $6::xid8)
          and (change.xid, change.id) > ($3::xid8, $4::bigint)
          and (change.xid > $6::xid8 or not pg_visible_in_snapshot(change.xid, ${SINCE}))
          and ($2::text is null or pg_visible_in_snapshot(change.xid, ${UNTIL}))
        order by change.xid, change.id limit $5) c on true`,
    values: [since.snapshot, part?.until ?? null, after.xid, after.id, limit + 1, since.xid],
  });
  const found = rows.flatMap(({ xid, id, kind, ref, pageId, chatId }) =>
    xid && id && kind && ref ? [{ xid, id, kind, ref, pageId, chatId }] : [],
  );
  const changes = found.slice(0, limit);
  const until = rows[0]?.until ?? since.snapshot;
  const last = changes.at(-1);
  return {
    changes,
    until,
    rest: last && found.length > limit ? { until, after: { xid: last.xid, id: last.id } } : null,
  };
}

/** The one with the higher number. */
export function laterRow({ xid, id }: Row, other: Row): Row {
  const [a, b] = [BigInt(xid), BigInt(other.xid)];
  return a > b || (a === b && BigInt(id) > BigInt(other.id)) ? { xid, id } : { xid: other.xid, id: other.id };
}

/** Where the feed stands now. */
export async function latestPosition(pool: Pool): Promise<Position> {
  const { rows } = await pool.query<Position>(
    `select now.snapshot::text, coalesce(last.xid::text, '0') as xid, coalesce(last.id, 0)::text as id
     from (select pg_current_snapshot() as snapshot) now left join lateral (
       select change.xid, change.id from change order by change.xid desc, change.id desc limit 1) last on true`,
  );
  return rows[0] ?? { ...FIRST, snapshot: '1:1:' };
}

/** Whether the feed still holds that place: what follows it is complete. */
export async function holdsPosition(pool: Pool, { xid, id }: Row): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'holds-position',
    text: 'select 1 from change where id = $2::bigint and xid = $1::xid8',
    values: [xid, id],
  });
  return rowCount === 1;
}
