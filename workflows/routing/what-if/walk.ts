import { Crew } from './crew.ts';
import { Desk } from './desk.ts';
import { type Happening, happeningsOf } from './events.ts';
import { type Change, Floor, type Seat } from './floor.ts';
import type { Policies, Recording } from './recording.ts';

/** So often a walk tells how far it is: a matter of milliseconds. */
const STEP = 100;

/** Walks through the recording under these policies, in the order of time; yields the part of the way that is done. */
export function* walk(recording: Recording, policies: Policies): Generator<number, Walked> {
  const walked = new Walked(recording, policies);
  const all = yield* happeningsOf(recording, policies);
  for (const [n, happening] of all.entries()) {
    if (n % STEP === 0) yield n / all.length;
    walked.take(happening);
    const next = all[n + 1];
    // One moment is over before anybody is chosen: an end of presence and its new beginning are one.
    if (next?.at === happening.at && next.kind !== 'arrives') continue;
    walked.drain(happening.at);
  }
  return walked;
}

/** How far a walk has come, and what it found. */
export class Walked {
  private readonly recording: Recording;
  private readonly crew: Crew;
  private readonly floors: Map<string, Floor>;
  private change: Change = { freed: new Set(), turned: new Set() };

  constructor(recording: Recording, policies: Policies) {
    this.recording = recording;
    this.crew = new Crew(recording);
    this.floors = floorsOf(recording, policies, this.crew);
  }

  seatOf(place: number): Seat | null {
    return this.floorAt(place)?.seats.get(place) ?? null;
  }

  /** The most chats somebody had at once. */
  mostOf(employeeId: string): number {
    return this.crew.most.get(employeeId) ?? 0;
  }

  take(happening: Happening): void {
    switch (happening.kind) {
      case 'arrives':
        return this.floorAt(happening.place)?.arrive(happening.place, happening.at);
      case 'ends':
        return this.free(this.floorAt(happening.place)?.end(happening.place) ?? null);
      case 'hours':
        this.floors.get(happening.pageId)?.turnHours(happening.isOpen);
        this.change.turned.add(happening.pageId);
        return;
      case 'presence':
        this.crew.is(happening.employeeId, happening.state);
        return this.free(happening.employeeId);
      case 'leave':
        this.crew.turnLeave(happening.employeeId, happening.at);
        return this.free(happening.employeeId);
      case 'carries':
        this.crew.carry(happening.employeeId, happening.chats);
        return this.free(happening.employeeId);
    }
  }

  /** Whoever waits on a page where something has changed is tried for. */
  drain(at: number): void {
    const { change, crew, floors } = this;
    if (change.freed.size + change.turned.size === 0) return;
    const pageIds = new Set([...change.turned, ...[...change.freed].flatMap((id) => crew.pagesOf(id))]);
    for (const id of [...pageIds].toSorted()) floors.get(id)?.drain(change, change.turned.has(id), at);
    this.change = { freed: new Set(), turned: new Set() };
  }

  private free(employeeId: string | null): void {
    if (employeeId !== null) this.change.freed.add(employeeId);
  }

  private floorAt(place: number): Floor | undefined {
    return this.floors.get(this.recording.arrivals[place]?.facts.pageId ?? '');
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
