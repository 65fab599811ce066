import type { Pool } from 'pg';
import { type Change, laterRow, readChanges } from '#db/changes/read.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { fromEntries, fromRecords } from './events.ts';
import { keepPlace, type Place, takePlace } from './place.ts';
import { giveOut } from './give-out.ts';

const LOT = 500;

/** How many events were made, and whether there is more to look through. */
interface Gathered {
  isMore: boolean;
  made: number;
}
const NOTHING: Gathered = { isMore: false, made: 0 };

/**
 * Looks through what has changed since the last time for what others are told. In one transaction with its place: so
 * nothing is missed and nothing told of twice, whoever is killed when.
 */
export async function gatherEvents(pool: Pool): Promise<Gathered> {
  return inTransaction(pool, async (tx) => {
    const place = await takePlace(tx);
    if (!place) return NOTHING;
    const { changes, until, rest } = await readChanges(tx, place.at, LOT, place.part);
    const last = changes.at(-1);
    if (!last) {
      if (place.part) await keepPlace(tx, { ...place, part: null });
      return NOTHING;
    }
    const made = await eventsOf(tx, changes, place);
    await giveOut(tx, made);
    // Half of a reading leaves the place where it was.
    const at = rest ? place.at : { snapshot: until, ...laterRow(place.at, last) };
    await keepPlace(tx, { ...place, at, part: rest });
    return { isMore: rest !== null, made: made.length };
  });
}

async function eventsOf(tx: Sql, changes: Change[], { since }: Place): Promise<string[]> {
  const refs = (kind: Change['kind']) => changes.filter((change) => change.kind === kind).map(({ ref }) => ref);
  const entries = refs('entry');
  const records = refs('record');
  return [
    ...(entries.length > 0 ? await fromEntries(tx, entries) : []),
    ...(records.length > 0 ? await fromRecords(tx, records, new Date(since)) : []),
  ];
}
