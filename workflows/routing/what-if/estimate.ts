import type { Policy } from '../vocabulary.ts';
import {
  type Estimate,
  type Waits,
  ASSUMPTIONS,
  type OperatorEstimate,
  type MovedChat,
} from './estimate-vocabulary.ts';
import type { Seat } from './floor.ts';
import type { Arrival, Recording } from './recording.ts';
import type { Walked } from './walk.ts';

/** The last ones; more are not read by anybody. */
const MOVED_MAX = 200;

interface Walks {
  published: Walked;
  draft: Walked;
}

/** What the two walks say, beside what really happened. Chats of pages for which nothing is tried are left out. */
export function estimateOf(recording: Recording, tried: Record<string, { draft: Policy }>, walks: Walks): Estimate {
  const chats = recording.arrivals.flatMap((arrival, place) =>
    tried[arrival.facts.pageId]
      ? [{ arrival, published: walks.published.seatOf(place), draft: walks.draft.seatOf(place) }]
      : [],
  );
  const moved = chats.filter(({ published, draft }) => published?.employeeId !== draft?.employeeId);
  const waitsOf = (seatOf: (chat: Replayed) => { at: number } | null): Waits =>
    waits(chats.map((chat) => timeTo(chat.arrival, seatOf(chat))));
  return {
    from: recording.from,
    to: recording.to,
    chats: chats.length,
    operators: operatorsOf(recording, Object.keys(tried), chats, walks),
    waits: {
      recorded: waitsOf(({ arrival }) => arrival.got),
      published: waitsOf(({ published }) => published),
      draft: waitsOf(({ draft }) => draft),
    },
    moved: {
      total: moved.length,
      items: moved
        .slice(-MOVED_MAX)
        .toReversed()
        .map((chat) => movedOf(chat, tried)),
    },
    assumes: [...ASSUMPTIONS],
  };
}

interface Replayed {
  arrival: Arrival;
  published: Seat | null;
  draft: Seat | null;
}

function operatorsOf({ roster }: Recording, pageIds: string[], chats: Replayed[], walks: Walks): OperatorEstimate[] {
  const counts = {
    recorded: tally(chats.map(({ arrival }) => arrival.got?.employeeId)),
    published: tally(chats.map(({ published }) => published?.employeeId)),
    draft: tally(chats.map(({ draft }) => draft?.employeeId)),
  };
  const here = roster.filter((one) => one.pageIds.some((id) => pageIds.includes(id))).map(({ id }) => id);
  const ids = [...new Set([...here, ...Object.values(counts).flatMap((count) => [...count.keys()])])].toSorted();
  return ids.map((employeeId) => ({
    employeeId,
    recorded: counts.recorded.get(employeeId) ?? 0,
    published: counts.published.get(employeeId) ?? 0,
    draft: counts.draft.get(employeeId) ?? 0,
    most: { published: walks.published.mostOf(employeeId), draft: walks.draft.mostOf(employeeId) },
  }));
}

function tally(ids: (string | undefined)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** Null: nobody got it. */
function timeTo(arrival: Arrival, seat: { at: number } | null): number | null {
  return seat && Math.max(0, seat.at - arrival.at);
}

function waits(times: (number | null)[]): Waits {
  const waited = times.filter((time): time is number => time !== null && time > 0).toSorted((a, b) => a - b);
  const quantile = (q: number): number | null => waited[Math.ceil(waited.length * q) - 1] ?? null;
  return {
    waited: waited.length,
    median: quantile(0.5),
    p95: quantile(0.95),
    longest: waited.at(-1) ?? null,
    nobody: times.filter((time) => time === null).length,
  };
}

function movedOf({ arrival, published, draft }: Replayed, tried: Record<string, { draft: Policy }>): MovedChat {
  const rules = tried[arrival.facts.pageId]?.draft.routing ?? [];
  return {
    chatNumber: arrival.number,
    at: arrival.at,
    from: published?.employeeId ?? null,
    to: draft?.employeeId ?? null,
    code: draft?.code ?? null,
    rule: rules.find(({ id }) => id === draft?.ruleId)?.name ?? null,
  };
}
