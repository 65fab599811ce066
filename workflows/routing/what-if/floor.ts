import type { ChosenCode } from '../vocabulary.ts';
import type { Crew } from './crew.ts';
import type { Desk } from './desk.ts';
import type { Arrival } from './recording.ts';
import { type Line, Room, type Trial } from './room.ts';

/** Who would have got a chat, and when. */
export interface Seat {
  employeeId: string;
  at: number;
  code: ChosenCode;
  ruleId: string | null;
}

/** What changed in one moment: whose standing, and whether other rules fit now. */
export interface Change {
  freed: Set<string>;
  turned: Set<string>;
}

/** A page at work: its chats come, get somebody or wait, and end. */
export class Floor {
  /** Of its chats, by the place of the arrival. */
  readonly seats = new Map<number, Seat>();
  private readonly desk: Desk;
  private readonly crew: Crew;
  private readonly arrivals: Arrival[];
  private readonly room: Room;

  constructor(desk: Desk, crew: Crew, arrivals: Arrival[]) {
    this.desk = desk;
    this.crew = crew;
    this.arrivals = arrivals;
    this.room = new Room(arrivals);
  }

  arrive(place: number, at: number): void {
    const trial = this.trialOf(place);
    if (trial && !this.seat(place, trial, at)) this.room.enter(place, trial);
  }

  /** Whose load fell by it, if anybody had it. */
  end(place: number): string | null {
    const seat = this.seats.get(place);
    if (seat) this.crew.carry(seat.employeeId, -1);
    else this.room.leave(place);
    return seat?.employeeId ?? null;
  }

  /** Other rules fit from now on; everybody stays in the room until it is drained. */
  turnHours(isOpen: boolean): void {
    this.desk.turnHours(isOpen);
    for (const place of this.room.clear()) {
      const trial = this.trialOf(place);
      if (trial) this.room.enter(place, trial);
    }
  }

  /** Gives away what can be given now. What failed before is tried again only where the change may have helped. */
  drain({ freed }: Change, isTurned: boolean, at: number): void {
    const failed = new Set<Line>();
    const rules = new Set<string | undefined>();
    const helps = (id: string | null): boolean => id !== null && (isTurned || freed.has(id));
    const mayFind = (line: Line): boolean =>
      !failed.has(line) && (!rules.has(line.rule?.id) || helps(line.managerId) || helps(line.previousId));
    for (let next = this.room.next(mayFind); next; next = this.room.next(mayFind)) {
      const { place, line } = next;
      if (this.seat(place, line, at)) this.room.leave(place);
      else {
        failed.add(line);
        rules.add(line.rule?.id);
      }
    }
  }

  private trialOf(place: number): Trial | null {
    const arrival = this.arrivals[place];
    return arrival ? this.desk.trialOf(arrival.facts) : null;
  }

  private seat(place: number, { rule }: Trial, at: number): boolean {
    const chat = this.arrivals[place]?.facts;
    if (!chat) return false;
    const { employeeId, code, ruleId } = this.desk.choose(chat, rule, at);
    if (employeeId === null) return false;
    this.crew.carry(employeeId, 1);
    this.seats.set(place, { employeeId, at, code, ruleId });
    return true;
  }
}
