import type { Pool } from 'pg';
import type { Changed } from '#db/changes/changed.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { changed, changesBetween, type ContactChange, NO_FIELDS, pointsOf, readFields } from './fields.ts';
import { keepHistory } from './history.ts';
import { keepFields, type NotKept } from './keep.ts';
import { type ContactRow, findContact } from './read.ts';
import { lookAnew, tellOpenChats } from './told.ts';

/** What the demo and those who make many know of one. */
export interface NewContact {
  name: string;
  phones: string[];
  emails: string[];
  managerId: string | null;
  segment: string;
}

export async function insertContact(pool: Pool, { phones, emails, ...contact }: NewContact): Promise<ContactRow> {
  const points = { phones: pointsOf('phone', phones), emails: pointsOf('email', emails) };
  const added = await addContact(pool, { ...contact, ...points }, null);
  if (typeof added === 'string') throw new Error(`the contact was not kept: ${added}`);
  return added;
}

/** `by`: the employee who adds it. */
export async function addContact(
  pool: Pool,
  contact: ContactChange & { name: string },
  by: string | null,
): Promise<ContactRow | NotKept> {
  return inTransaction(pool, (tx) => addContactWithin(tx, contact, by));
}

/** Within a transaction that keeps more than this one. */
export async function addContactWithin(
  tx: Sql,
  contact: ContactChange & { name: string },
  by: string | null,
): Promise<ContactRow | NotKept> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into contact (name, phones, emails) values ($1, '{}', '{}') returning id`,
    [contact.name],
  );
  const id = rows[0]?.id ?? '';
  const why = await keepFields(tx, id, changed(NO_FIELDS, contact));
  if (why) return why;
  const added = await findContact(tx, id);
  if (!added) throw new Error('the contact was not kept');
  await keepHistory(tx, id, by, [{ field: 'name', before: null, after: added.name }]);
  await lookAnew(tx, added);
  return added;
}

/**
 * Changes what is given; null when there is no such contact. Windows with a chat of theirs open hear of it. What is so
 * already stays untouched.
 */
export async function updateContact(
  pool: Pool,
  id: string,
  change: ContactChange,
  by: string | null,
): Promise<Changed<ContactRow> | NotKept | null> {
  return inTransaction(pool, (tx) => updateWithin(tx, id, change, by));
}

/** Whether it is there and leads to no other one; nobody else changes it until the commit. */
async function holdToChange(tx: Sql, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'select 1 from contact where id = $1 and merged_into_id is null for no key update',
    [id],
  );
  return rowCount === 1;
}

/** Within a transaction that keeps more than this one. */
export async function updateWithin(
  tx: Sql,
  id: string,
  change: ContactChange,
  by: string | null,
): Promise<Changed<ContactRow> | NotKept | null> {
  if (!(await holdToChange(tx, id))) return null;
  const was = await readFields(tx, id);
  if (!was) return null;
  const wanted = changed(was, change);
  const changes = changesBetween(was, wanted);
  const why = changes.length > 0 ? await keepFields(tx, id, wanted) : null;
  if (why) return why;
  const row = await findContact(tx, id);
  if (!row) throw new Error('the contact went while it was locked');
  if (changes.length === 0) return { row, changed: false };
  await keepHistory(tx, id, by, changes);
  await tellOpenChats(tx, id);
  await lookAnew(tx, row);
  return { row, changed: true };
}
