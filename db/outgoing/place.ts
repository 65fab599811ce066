import type { Part, Position } from '#db/changes/read.ts';
import type { Sql } from '#db/connection/transaction.ts';

/** How far what happened was looked through for others. */
export interface Place {
  at: Position;
  /** Of a reading that did not fit at once. */
  part: Part | null;
  /** What was made before is nothing new. ISO. */
  since: string;
}

/** Where the place stands among the installation's facts. */
export const PLACE = 'outgoing';

/** Nobody else looks meanwhile; null: nobody is told anything, or somebody looks already. */
export async function takePlace(tx: Sql): Promise<Place | null> {
  const { rows } = await tx.query<{ value: Place }>(
    `select value from installation where name = '${PLACE}' for update skip locked`,
  );
  return rows[0]?.value ?? null;
}

export async function keepPlace(tx: Sql, place: Place): Promise<void> {
  await tx.query(`update installation set value = $1 where name = '${PLACE}'`, [JSON.stringify(place)]);
}

/**
 * Somebody is told from now on, or nobody any more: where it has begun it goes on, and what happens while nobody is
 * told is told to nobody.
 */
export async function settlePlace(tx: Sql): Promise<void> {
  await tx.query(
    `insert into installation (name, value)
     select '${PLACE}', jsonb_build_object('part', null, 'since', now(), 'at', jsonb_build_object(
       'snapshot', now.snapshot::text, 'xid', coalesce(last.xid::text, '0'), 'id', coalesce(last.id, 0)::text))
     from (select pg_current_snapshot() as snapshot) now left join lateral (
       select change.xid, change.id from change order by change.xid desc, change.id desc limit 1) last on true
     where ${SOMEBODY} on conflict (name) do nothing`,
  );
  await tx.query(`delete from installation where name = '${PLACE}' and not ${SOMEBODY}`);
}

const SOMEBODY = `(exists (select from webhook where is_on)
  or exists (select from installation where name = 'analytics' and (value ->> 'isOn')::boolean))`;
