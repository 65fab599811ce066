import type { Sql } from '#db/connection/transaction.ts';
import type { Arrival, Recording, Stay } from '#workflows/routing/what-if/recording.ts';
import { readChatFacts } from '../facts.ts';
import { countPastChats, listPastChats, momentBefore, type PastChat, type Period } from './arrivals.ts';
import { readFirstTurns, readLeaveTimes, readPresenceTimes, readRoster } from './people.ts';

/** Read at once: a reader of the same database waits no longer than for this. */
const AT_ONCE = 500;
/** More would not fit into memory; the period is shortened then. */
const MOST_CHATS = 50_000;

/**
 * What happened on these pages in the period, as the choice of operators sees it. Chats of other pages are there as
 * what their operators carried meanwhile. Yields the part that is read.
 */
export async function* readRecording(sql: Sql, asked: Period, pageIds: string[]): AsyncGenerator<number, Recording> {
  const period = { from: (await momentBefore(sql, asked, MOST_CHATS)) ?? asked.from, to: asked.to };
  const { count, last } = await countPastChats(sql, period);
  const arrivals: Arrival[] = [];
  const stays: Stay[] = [];
  for (let after = 0, read = 0; after < last; read += AT_ONCE) {
    yield Math.min(1, read / count);
    const chats = await listPastChats(sql, period, after, AT_ONCE);
    after = chats.at(-1)?.number ?? last;
    const ours = chats.filter(
      ({ pageId, seeks, gotAt }) => seeks && pageIds.includes(pageId) && !isBefore(gotAt, period),
    );
    stays.push(...chats.filter((chat) => !ours.includes(chat)).flatMap(stayOf));
    arrivals.push(...(await arrivalsOf(sql, period, ours)));
  }
  return {
    from: period.from.getTime(),
    to: period.to.getTime(),
    arrivals: arrivals.toSorted((a, b) => a.at - b.at || a.number - b.number),
    stays,
    presence: await readPresenceTimes(sql, period),
    leaves: await readLeaveTimes(sql, period),
    roster: await readRoster(sql),
    turns: await readFirstTurns(sql, period),
  };
}

/** What began before the period is nobody's to give away. */
function isBefore(moment: number | null, { from }: Period): boolean {
  return moment !== null && moment < from.getTime();
}

function stayOf({ gotBy, gotAt, endedAt }: PastChat): Stay[] {
  return gotBy === null || gotAt === null ? [] : [{ employeeId: gotBy, from: gotAt, to: endedAt }];
}

async function arrivalsOf(sql: Sql, { from }: Period, chats: PastChat[]): Promise<Arrival[]> {
  const unknown = chats.filter(({ facts }) => facts === null).map(({ id }) => id);
  const read = await readChatFacts(sql, unknown);
  return chats.flatMap((chat) => {
    const { id, number, soughtAt, gotBy, gotAt, gotCode, endedAt } = chat;
    const known = read.get(id);
    // Of a chat that was over by now the tables tell no wait.
    const facts = chat.facts ?? (known && { ...known, waitingSince: soughtAt });
    if (!facts) return [];
    const got = gotBy === null || gotAt === null ? null : { employeeId: gotBy, at: gotAt, code: gotCode ?? 'by_hand' };
    return [{ number, at: Math.max(soughtAt, from.getTime()), facts, got, endsAt: endedAt }];
  });
}
