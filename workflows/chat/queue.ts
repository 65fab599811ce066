import { ApplicationFailure } from '@temporalio/workflow';
import { inputsIn, newestIn } from './heard.ts';
import type { Kept } from './needs.ts';
import type { Input, Refusal, Request } from './vocabulary.ts';

/** Inputs remembered as taken; more than a client can have on the way at once. */
const SEEN_MAX = 200;

export interface Ticket {
  request: Request;
  settle(refusal: Refusal | null): void;
}

/** What waits for the chat's loop, in order of arrival; an input that was here before is dropped. */
export class Queue {
  private waiting: (Input | Ticket)[] = [];
  private readonly seen: Set<number>;
  private heard = 0;
  /** Up to this number everything is known: what is told again was decided by an earlier run. */
  known: number;
  /** The newest revision of the settings that was told of. */
  settings = 0;

  constructor(seen: number[], inbox: Input[], known: number) {
    this.seen = new Set([...seen, ...inbox.map(({ id }) => id)]);
    this.known = known;
    this.waiting.push(...inbox);
  }

  get length(): number {
    return this.waiting.length;
  }

  /** Number of the newest input that arrived. */
  get newest(): number {
    return Math.max(this.known, this.heard, ...this.seen);
  }

  /** Takes what can be understood of what the engine brings; false when that is not all. */
  hear(told: unknown): boolean {
    const inputs = inputsIn(told);
    this.heard = Math.max(this.heard, newestIn(told));
    this.tell(inputs);
    return Array.isArray(told) && told.length === inputs.length;
  }

  /** Begins with what PostgreSQL keeps; what was told meanwhile comes after it, once. */
  takeUp({ carried, undecided, accepted }: Kept): void {
    const told = this.waiting.filter((item) => 'request' in item || item.id > accepted);
    this.known = accepted;
    this.seen.clear();
    for (const id of carried?.seen ?? []) this.seen.add(id);
    for (const item of [...undecided, ...told]) if ('id' in item) this.seen.add(item.id);
    this.waiting = [...undecided, ...told];
  }

  tell(inputs: Input[]): void {
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
  ask(request: Request): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (refusal: Refusal | null): void => (refusal ? reject(refused(refusal)) : resolve());
      this.waiting.push({ request, settle });
    });
  }

  take(): Input | Ticket | undefined {
    return this.waiting.shift();
  }

  /** Refuses every request that still waits. */
  refuseRequests(refusal: Refusal): void {
    const requests = this.waiting.filter((item): item is Ticket => 'request' in item);
    this.waiting = this.inbox();
    for (const ticket of requests) ticket.settle(refusal);
  }

  get hasRequests(): boolean {
    return this.waiting.some((item) => 'request' in item);
  }

  /** The newest numbers, for the next run. */
  seenNumbers(): number[] {
    return [...this.seen].slice(-SEEN_MAX);
  }

  /** Inputs for the next run; only called when no request waits. */
  inbox(): Input[] {
    return this.waiting.filter((item): item is Input => 'id' in item);
  }
}

export function refused(refusal: Refusal): ApplicationFailure {
  return ApplicationFailure.create({
    message: refusal.code,
    type: refusal.code,
    nonRetryable: true,
    details: [refusal],
  });
}
