import { inputsIn, newestIn, tellingIn } from '../parse/input.ts';
import type { ChatStart } from '../interface.ts';
import type { Kept, Telling } from '../needs.ts';
import type { Input, Refusal, Request } from '../vocabulary.ts';
import { isToldInput, isTicket, refused, type Ticket } from './ticket.ts';

/** Inputs remembered as taken; more than a client can have on the way at once. */
const SEEN_MAX = 200;

/** Answered requests remembered: more than one run of the engine tells again when it is reset. */
const SETTLED_MAX = 50;

/** What waits for the chat's loop, in order of arrival; an input that was here before is dropped. */
export class Queue {
  private waiting: (Input | Ticket)[] = [];
  private readonly seen: Set<number>;
  private heard = 0;
  /** Up to this number everything is known: what is told again was decided by an earlier run. */
  known: number;
  /** The newest revision of the settings that was told of. */
  settings = 0;
  /** Of the installation; numbers told in an earlier one may stand for something else. */
  epoch: number;
  /** What is believed here may be wrong: it has to be taken up from what PostgreSQL keeps. */
  outdated = false;
  /** Ids of the newest requests that were answered. */
  settled: string[];

  constructor({ carried, inbox, known, epoch }: Pick<ChatStart, 'carried' | 'inbox' | 'known' | 'epoch'>) {
    this.seen = new Set([...(carried?.seen ?? []), ...(inbox ?? []).map(({ id }) => id)]);
    this.settled = carried?.settled ?? [];
    this.known = known ?? 0;
    this.epoch = epoch ?? 0;
    this.waiting.push(...inputsIn(inbox));
  }

  get length(): number {
    return this.waiting.length;
  }

  /** Number of the newest input that arrived. */
  get newest(): number {
    return Math.max(this.known, this.heard, ...this.seen);
  }

  /** Takes what can be understood of what the engine brings; false when that is not all. */
  hear(told: unknown, telling: unknown): boolean {
    const inputs = inputsIn(told);
    this.tell(inputs, tellingIn(telling) ?? { epoch: this.epoch });
    this.heard = Math.max(this.heard, newestIn(told));
    return Array.isArray(told) && told.length === inputs.length;
  }

  /** Begins with what PostgreSQL keeps; what was told meanwhile comes after it, once. */
  takeUp({ carried, undecided: kept, accepted, epoch }: Kept): void {
    const undecided = inputsIn(kept);
    this.settled = carried?.settled ?? [];
    this.epoch = Math.max(this.epoch, epoch?.number ?? 0);
    this.settleAgain();
    const told = this.waiting.filter((item) => isTicket(item) || item.id > accepted);
    this.known = accepted;
    this.seen.clear();
    for (const id of carried?.seen ?? []) this.seen.add(id);
    for (const { id } of [...undecided, ...told].filter(isToldInput)) this.seen.add(id);
    this.waiting = [...undecided, ...told];
  }

  /** Before it is taken up: what waits is kept there, or was never accepted. Requests stay, the given ones first. */
  begin(epoch: number, again: Ticket[] = []): void {
    this.epoch = epoch;
    this.outdated = true;
    this.known = 0;
    this.heard = 0;
    this.seen.clear();
    this.waiting = [...again, ...this.waiting.filter(isTicket)];
  }

  /** The engine asks again what it had an answer to, once a run is reset. */
  private settleAgain(): void {
    const again = this.waiting.filter(isTicket).filter(({ id }) => this.wasSettled(id));
    this.waiting = this.waiting.filter((item) => isToldInput(item) || !again.includes(item));
    for (const ticket of again) ticket.settle(null);
  }

  private wasSettled(id: string | undefined): boolean {
    return id !== undefined && this.settled.includes(id);
  }

  /** Those and the newly answered, for the next save. */
  settledWith(tickets: Ticket[]): string[] {
    return [...this.settled, ...tickets.flatMap(({ id }) => id ?? [])].slice(-SETTLED_MAX);
  }

  tell(inputs: Input[], telling: Telling = { epoch: this.epoch }): void {
    // Numbers of an earlier epoch: what is true of them is told again.
    if (telling.epoch < this.epoch) return;
    if (telling.epoch > this.epoch || telling.anew) this.begin(telling.epoch);
    for (const input of inputs) {
      this.tellSettings(input.settings ?? 0);
      if (input.id <= this.known || this.seen.has(input.id)) continue;
      this.seen.add(input.id);
      this.waiting.push(input);
    }
  }

  tellSettings(revision: number): void {
    this.settings = Math.max(this.settings, revision);
  }

  /** Resolves when the loop granted the request; a refusal fails the update with its code. */
  async ask(request: Request, id?: string): Promise<void> {
    if (this.wasSettled(id)) return;
    return new Promise((resolve, reject) => {
      const settle = (refusal: Refusal | null): void => (refusal ? reject(refused(refusal)) : resolve());
      this.waiting.push({ request, id, settle });
    });
  }

  take(): Input | Ticket | undefined {
    return this.waiting.shift();
  }

  /** Refuses every request that still waits. */
  refuseRequests(refusal: Refusal): void {
    const requests = this.waiting.filter(isTicket);
    this.waiting = this.inbox();
    for (const ticket of requests) ticket.settle(refusal);
  }

  get hasRequests(): boolean {
    return this.waiting.some(isTicket);
  }

  /** The newest numbers, for the next run. */
  seenNumbers(): number[] {
    return [...this.seen].slice(-SEEN_MAX);
  }

  /** Inputs for the next run; only called when no request waits. */
  inbox(): Input[] {
    return this.waiting.filter(isToldInput);
  }
}
