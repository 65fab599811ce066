import type { Pool } from 'pg';
import { type Change, laterRow, readChanges } from '#db/changes/read.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { fromEntries, fromMessages, fromRecords } from './events.ts';
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

/** In the order in which it changed: of a chat that is the order in which others are told. */
async function eventsOf(tx: Sql, changes: Change[], place: Place): Promise<string[]> {
  const since = new Date(place.since);
  const made: string[] = [];
  for (const { kind, refs } of runsOf(changes)) {
    if (kind === 'entry') made.push(...(await fromEntries(tx, refs)));
    if (kind === 'message') made.push(...(await fromMessages(tx, refs, since)));
    if (kind === 'record') made.push(...(await fromRecords(tx, refs, since)));
  }
  return made;
}

/** Changes of one kind that stand side by side are looked at together; of what is told to nobody none is looked at. */
function runsOf(changes: Change[]): { kind: Change['kind']; refs: string[] }[] {
  const runs: { kind: Change['kind']; refs: string[] }[] = [];
  for (const { kind, ref } of changes.filter((change) => TOLD.includes(change.kind))) {
    const last = runs.at(-1);
    if (last?.kind === kind) last.refs.push(ref);
    else runs.push({ kind, refs: [ref] });
  }
  return runs;
}

const TOLD: readonly Change['kind'][] = ['entry', 'message', 'record'];
