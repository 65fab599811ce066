import { Crew } from './crew.ts';
import { Desk } from './desk.ts';
import { type Happening, happeningsOf } from './events.ts';
import { type Change, Floor, type Seat } from './floor.ts';
import type { Policies, Recording } from './recording.ts';

/** So often a walk tells how far it is: a matter of milliseconds. */
const STEP = 100;

/** What a walk found. */
export interface Walked {
  seatOf(place: number): Seat | null;
  /** The most chats somebody had at once. */
  mostOf(employeeId: string): number;
}

/** Walks through the recording under these policies, in the order of time; yields the part of the way that is done. */
export function* walk(recording: Recording, policies: Policies): Generator<number, Walked> {
  const crew = new Crew(recording);
  const floors = floorsOf(recording, policies, crew);
  const all = yield* happeningsOf(recording, policies);
  let change: Change = { freed: new Set(), turned: new Set() };
  for (const [n, happening] of all.entries()) {
    if (n % STEP === 0) yield n / all.length;
    take(happening);
    const next = all[n + 1];
    // One moment is over before anybody is chosen: an end of presence and its new beginning are one.
    if (next?.at === happening.at && next.kind !== 'arrives') continue;
    drain(happening.at);
  }
  return {
    seatOf: (place) => floorAt(place)?.seats.get(place) ?? null,
    mostOf: (employeeId) => crew.most.get(employeeId) ?? 0,
  };

  function take(happening: Happening): void {
    const { kind, at } = happening;
    if (kind === 'arrives') return floorAt(happening.place)?.arrive(happening.place, at);
    if (kind === 'hours') {
      floors.get(happening.pageId)?.turnHours(happening.isOpen);
      change.turned.add(happening.pageId);
      return;
    }
    const freed = kind === 'ends' ? (floorAt(happening.place)?.end(happening.place) ?? null) : happening.employeeId;
    if (kind === 'presence') crew.is(happening.employeeId, happening.state);
    if (kind === 'leave') crew.turnLeave(happening.employeeId, at);
    if (kind === 'carries') crew.carry(happening.employeeId, happening.chats);
    if (freed !== null) change.freed.add(freed);
  }

  function drain(at: number): void {
    if (change.freed.size + change.turned.size === 0) return;
    const pageIds = new Set([...change.turned, ...[...change.freed].flatMap((id) => crew.pagesOf(id))]);
    for (const id of [...pageIds].toSorted()) floors.get(id)?.drain(change, change.turned.has(id), at);
    change = { freed: new Set(), turned: new Set() };
  }

  function floorAt(place: number): Floor | undefined {
    return floors.get(recording.arrivals[place]?.facts.pageId ?? '');
  }
}

function floorsOf(recording: Recording, policies: Policies, crew: Crew): Map<string, Floor> {
  return new Map(
    Object.entries(policies).map(([pageId, policy]) => {
      const desk = new Desk(policy, crew.ofPage(pageId), recording.turns[pageId] ?? {});
      return [pageId, new Floor(desk, crew, recording.arrivals)];
    }),
  );
}
