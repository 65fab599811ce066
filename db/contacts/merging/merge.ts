import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { type ContactFields, readFields } from '#db/contacts/fields.ts';
import { findContact } from '#db/contacts/read.ts';
import { lookAnew, tellOpenChats } from '#db/contacts/told.ts';
import { MERGED_FIELDS, type MergedField, type MergeRecord } from '#db/entities/crm/contact-merge.ts';
import { holdBoth } from './lock.ts';
import { moveMembers, movePoints, moveRows, type Pair } from './move.ts';
import { tellChats } from './told.ts';

export interface Merge extends Pair {
  /** Whose word it is, of fields of which both say something; the winner's where nothing is said here. */
  choices: { [Field in MergedField]?: 'winner' | 'loser' | undefined };
  /** The employee who merges. */
  by: string;
}

/** Two contacts become one in one transaction; gives the merge's id. */
export async function mergeContacts(pool: Pool, merge: Merge): Promise<string | null> {
  return inTransaction(pool, (tx) => mergeWithin(tx, merge));
}

async function mergeWithin(tx: Sql, merge: Merge): Promise<string | null> {
  const { winnerId, loserId, by } = merge;
  const { winner, loser } = await holdBoth(tx, merge);
  const isPossible = winner && loser && winner !== loser && winner.kind === loser.kind;
  if (!isPossible || winner.mergedInto !== null || loser.mergedInto !== null) return null;
  const [was, other] = [await readFields(tx, winnerId), await readFields(tx, loserId)];
  if (!was || !other) return null;
  const fields = fieldsOf(was, other, merge.choices);
  const points = await movePoints(tx, merge);
  const members = await moveMembers(tx, merge);
  const rows = await moveRows(tx, merge);
  const id = await keep(tx, merge, { fields, points, ...members, ...rows });
  await writeFields(tx, winnerId, Object.fromEntries(fields.map(({ field, became }) => [field, became] as const)));
  await tx.query('update contact set updated_at = now() where id = $1', [winnerId]);
  await tx.query('update contact set merged_into_id = $2 where id = $1', [loserId, winnerId]);
  await tellChats(tx, rows.moved.client, winnerId, by);
  await tellOpenChats(tx, winnerId);
  const merged = await findContact(tx, winnerId);
  if (merged) await lookAnew(tx, merged);
  return id;
}

/** What the winner says otherwise from now on. */
function fieldsOf(was: ContactFields, other: ContactFields, choices: Merge['choices']): MergeRecord['fields'] {
  return MERGED_FIELDS.flatMap((field) => {
    const [mine, theirs] = [was[field], other[field]];
    const takes = choices[field] ?? (mine ? 'winner' : 'loser');
    return takes === 'loser' && theirs && mine !== theirs ? [{ field, was: mine, became: theirs }] : [];
  });
}

async function keep(tx: Sql, { winnerId, loserId, by }: Merge, record: MergeRecord): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into contact_merge (winner_id, loser_id, author_id, record, winner_updated_at)
     select $1, $2, $3, $4, updated_at from contact where id = $1 returning id`,
    [winnerId, loserId, by, JSON.stringify(record)],
  );
  return rows[0]?.id ?? '';
}

/** These fields of a contact, and no other ones; when it was changed stays as it was. */
export async function writeFields(
  tx: Sql,
  contactId: string,
  fields: { [Field in MergedField]?: string | null },
): Promise<void> {
  const given = (field: MergedField): string | null => fields[field] ?? null;
  await tx.query(
    `update contact set name = coalesce($2, name), full_name = coalesce($3, full_name), code = coalesce($4, code),
       vat_code = coalesce($5, vat_code), address = coalesce($6, address), signatory = coalesce($7, signatory),
       segment = coalesce($8, segment), manager_id = case when $10 then $9 else manager_id end
     where id = $1`,
    [contactId, ...MERGED_FIELDS.map(given), 'managerId' in fields],
  );
}
