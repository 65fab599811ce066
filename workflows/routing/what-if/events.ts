import { spansFrom } from '../../settings/calendar.ts';
import type { Policy, PresenceState } from '../vocabulary.ts';
import type { Policies, Recording } from './recording.ts';

/** What moves time forward. `place`: in the list of arrivals. */
export type Happening = { at: number } & (
  | { kind: 'ends'; place: number }
  | { kind: 'presence'; employeeId: string; state: PresenceState }
  | { kind: 'leave'; employeeId: string }
  | { kind: 'carries'; employeeId: string; chats: 1 | -1 }
  | { kind: 'hours'; pageId: string; isOpen: boolean }
  | { kind: 'arrives'; place: number }
);

/**
 * All of the period, and what led to it, in order; of one moment first who is there and what ended, so that an end of
 * presence and its new beginning are one. In a few steps, as the walk itself.
 */
export function* happeningsOf(recording: Recording, policies: Policies): Generator<number, Happening[]> {
  let found: Happening[] = [];
  for (const source of [presence, leaves, stays, hours, arrivals]) {
    found = found.concat(source(recording, policies));
    yield 0;
  }
  const isArrival = ({ kind }: Happening): number => Number(kind === 'arrives');
  return found.filter(({ at }) => at <= recording.to).toSorted((a, b) => a.at - b.at || isArrival(a) - isArrival(b));
}

function presence({ presence: times }: Recording): Happening[] {
  const ended = times.flatMap(({ employeeId, to }) =>
    to === null ? [] : [{ at: to, kind: 'presence' as const, employeeId, state: 'offline' as const }],
  );
  return [
    ...ended,
    ...times.map(({ employeeId, state, from: at }) => ({ at, kind: 'presence' as const, employeeId, state })),
  ];
}

function leaves({ leaves: times }: Recording): Happening[] {
  return times.flatMap(({ employeeId, from, to }) =>
    [from, to].map((at) => ({ at, kind: 'leave' as const, employeeId })),
  );
}

function stays(recording: Recording): Happening[] {
  return recording.stays.flatMap(({ employeeId, from, to }) => carried(employeeId, from, to));
}

function carried(employeeId: string, from: number, to: number | null): Happening[] {
  const begins: Happening = { at: from, kind: 'carries', employeeId, chats: 1 };
  return to === null ? [begins] : [begins, { at: to, kind: 'carries', employeeId, chats: -1 }];
}

function arrivals({ arrivals: all }: Recording, policies: Policies): Happening[] {
  return all.flatMap(({ at, facts, got, endsAt }, place): Happening[] => {
    if (!policies[facts.pageId]) return got ? carried(got.employeeId, got.at, endsAt) : [];
    const arrives: Happening = { at, kind: 'arrives', place };
    // One that ended as it came has come all the same.
    return endsAt === null ? [arrives] : [arrives, { at: Math.max(endsAt, at + 1), kind: 'ends', place }];
  });
}

/** Where a rule asks for them: pages open and close. */
function hours({ from, to, arrivals: [first] }: Recording, policies: Policies): Happening[] {
  const since = Math.min(from, first?.at ?? from);
  const known = new Map<string, { at: number; isOpen: boolean }[]>();
  return Object.entries(policies).flatMap(([pageId, policy]) => {
    if (!policy.routing.some(({ when }) => when.hours)) return [];
    const key = JSON.stringify(policy.workingHours);
    const turns = known.get(key) ?? openings(policy.workingHours, since, to);
    known.set(key, turns);
    return turns.map((turn) => ({ ...turn, kind: 'hours' as const, pageId }));
  });
}

function openings(workingHours: Policy['workingHours'], from: number, to: number): { at: number; isOpen: boolean }[] {
  if (workingHours === null) return [];
  const turns = [{ at: from, isOpen: false }];
  for (const span of spansFrom(workingHours, from)) {
    if (span.from > to) break;
    turns.push({ at: Math.max(span.from, from), isOpen: true }, { at: span.to, isOpen: false });
  }
  return turns;
}
