import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { readFields } from '#db/contacts/fields.ts';
import { findContact } from '#db/contacts/read.ts';
import { lookAnew, tellOpenChats } from '#db/contacts/told.ts';
import { type GoesOver, type MergedField, type MergeRecord } from '#db/entities/crm/contact-merge.ts';
import { holdBoth } from './lock.ts';
import { writeFields } from './merge.ts';
import { idsOf, moveMembersBack, movePointsBack, moveRowsBack, type Pair } from './move.ts';
import { tellChats } from './told.ts';

/** What an undone merge left with the winner. */
export interface Undone {
  /** Fields that were changed since: they are not overwritten. */
  kept: MergedField[];
  /** Rows made afterwards. */
  stayed: Stayed[];
}

type LeftKind = 'client' | 'document' | 'lead' | 'order';

/** What came to the winner after the merge, by its number or the client's name. */
export interface Stayed {
  kind: LeftKind;
  id: string;
  name: string;
}

type Found = Pair & { record: MergeRecord };

/** Takes a merge back; null where there is none to take back, `MERGED_SINCE` where the winner is no more by itself. */
export async function undoMerge(pool: Pool, mergeId: string, winnerId: string, by: string) {
  return inTransaction(pool, async (tx): Promise<Undone | 'MERGED_SINCE' | null> => {
    const { rows } = await tx.query<Found>(
      `select winner_id as "winnerId", loser_id as "loserId", record from contact_merge
       where id = $1 and winner_id = $2 and undone_at is null for update`,
      [mergeId, winnerId],
    );
    const [merge] = rows;
    if (!merge) return null;
    const { winner, loser } = await holdBoth(tx, merge);
    if (winner?.mergedInto !== null || loser?.mergedInto !== winnerId) return 'MERGED_SINCE';
    return takeBack(tx, mergeId, merge, by);
  });
}

async function takeBack(tx: Sql, mergeId: string, merge: Found, by: string): Promise<Undone> {
  const { winnerId, loserId, record } = merge;
  await tx.query('update contact_merge set undone_at = now(), undone_by_id = $2 where id = $1', [mergeId, by]);
  await tx.query('update contact set merged_into_id = null where id = $1', [loserId]);
  await movePointsBack(tx, merge, record.points);
  await moveMembersBack(tx, merge, record);
  await moveRowsBack(tx, merge, record.moved);
  const kept = await giveFieldsBack(tx, mergeId, merge);
  await tellChats(tx, record.moved.client, loserId, by);
  for (const id of [winnerId, loserId]) {
    await tellOpenChats(tx, id);
    const row = await findContact(tx, id);
    if (row) await lookAnew(tx, row);
  }
  return { kept, stayed: await since(tx, winnerId, record) };
}

/** What nobody changed since is as it was; gives what somebody did. */
async function giveFieldsBack(tx: Sql, mergeId: string, { winnerId, record }: Found): Promise<MergedField[]> {
  const now = await readFields(tx, winnerId);
  const isSame = ({ field, became }: MergeRecord['fields'][number]): boolean => now?.[field] === became;
  const back = record.fields.filter(isSame).map(({ field, was }) => [field, was] as const);
  await writeFields(tx, winnerId, Object.fromEntries(back));
  await tx.query(
    `update contact k set updated_at = m.winner_updated_at from contact_merge m
     where m.id = $1 and k.id = m.winner_id and k.updated_at = m.at`,
    [mergeId],
  );
  return record.fields.filter((field) => !isSame(field)).map(({ field }) => field);
}

async function since(tx: Sql, winnerId: string, { own, moved }: MergeRecord): Promise<Stayed[]> {
  const now = await idsOf(tx, winnerId);
  const newIn = (table: GoesOver): string[] => {
    const known = new Set([...own[table], ...moved[table]]);
    return now[table].filter((id) => !known.has(id));
  };
  const { rows } = await tx.query<Stayed>(
    `select 'client' as kind, id, trim(first_name || ' ' || last_name) as name from client where id = any($1::uuid[])
     union all select 'document', id, coalesce(number, '') from document where id = any($2::uuid[])
     union all select 'lead', id, number::text from lead where id = any($3::uuid[])
     union all select 'order', id, number::text from customer_order where id = any($4::uuid[])
     order by kind, name, id`,
    [newIn('client'), newIn('document'), newIn('lead'), newIn('customer_order')],
  );
  return rows;
}
