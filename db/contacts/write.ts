import type { Pool } from 'pg';
import type { Changed } from '#db/changes/changed.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { changed, changesBetween, type ContactChange, NO_FIELDS, pointsOf, readFields } from './fields.ts';
import { keepHistory } from './history.ts';
import { keepFields, type NotKept } from './keep.ts';
import { companiesWith, refusedPeople } from './people.ts';
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
  return orNotKept(inTransaction(pool, (tx) => addContactWithin(tx, contact, by)));
}

/** Within a transaction that keeps more than this one. */
export async function addContactWithin(
  tx: Sql,
  contact: ContactChange & { name: string },
  by: string | null,
): Promise<ContactRow | NotKept> {
  const refused = await refusedPeople(tx, contact.people);
  if (refused) return refused;
  const { rows } = await tx.query<{ id: string }>(
    `insert into contact (name, phones, emails) values ($1, '{}', '{}') returning id`,
    [contact.name],
  );
  const id = rows[0]?.id ?? '';
  const why = await keepFields(tx, id, changed(NO_FIELDS, contact));
  if (why) {
    await tx.query('delete from contact where id = $1', [id]);
    return why;
  }
  await keepPeople(tx, id, contact.people, by);
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
  return orNotKept(inTransaction(pool, (tx) => updateWithin(tx, id, change, by)));
}

/** Within a transaction that keeps more than this one. */
export async function updateWithin(
  tx: Sql,
  id: string,
  change: ContactChange,
  by: string | null,
): Promise<Changed<ContactRow> | NotKept | null> {
  await tx.query('select 1 from contact where id = $1 for no key update', [id]);
  const was = await readFields(tx, id);
  if (!was) return null;
  if (change.seen && !(await isAsSeen(tx, id, change.seen))) return 'CHANGED_MEANWHILE';
  const wanted = changed(was, change);
  const changes = changesBetween(was, wanted);
  const refused = await refusedPeople(tx, change.people);
  if (refused) return refused;
  const why = changes.length > 0 ? await keepFields(tx, id, wanted) : null;
  if (why) return why;
  const havePeople = await keepPeople(tx, id, change.people, by);
  const row = await findContact(tx, id);
  if (!row) throw new Error('the contact went while it was locked');
  if (changes.length === 0) return { row, changed: havePeople };
  await keepHistory(tx, id, by, changes);
  await tellOpenChats(tx, id);
  await lookAnew(tx, row);
  return { row, changed: true };
}

/** As the API tells moments: to the millisecond. */
async function isAsSeen(tx: Sql, id: string, seen: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select 1 from contact where id = $1 and date_trunc('milliseconds', updated_at) = $2::timestamptz`,
    [id, seen],
  );
  return rowCount === 1;
}

/** Each is changed as by itself, with a history of its own; whether any is another one now. */
async function keepPeople(tx: Sql, id: string, people: ContactChange['people'], by: string | null): Promise<boolean> {
  let isAny = false;
  for (const person of people ?? []) {
    const companies = await companiesWith(tx, id, person);
    const kept = await updateWithin(tx, person.id, { companies }, by);
    // They are there, and held: it is what they are to belong to that is no company.
    if (kept === null || typeof kept === 'string') throw new PeopleNotKept(kept ?? 'UNKNOWN_CONTACT');
    isAny ||= kept.changed;
  }
  return isAny;
}

/** Nothing of the transaction is to stay. */
class PeopleNotKept extends Error {
  readonly why: NotKept;

  constructor(why: NotKept) {
    super(`not kept: ${why}`);
    this.why = why;
  }
}

/** What was thrown so that nothing stays is an answer like the others. */
async function orNotKept<T>(kept: Promise<T>): Promise<T | NotKept> {
  try {
    return await kept;
  } catch (error) {
    if (error instanceof PeopleNotKept) return error.why;
    throw error;
  }
}
