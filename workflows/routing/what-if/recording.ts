import type { Candidate, ChatFacts, ChosenCode, Policy, PresenceState, Question } from '../vocabulary.ts';

/** What really happened in a period, as far as the choice of operators depends on it. Plain JSON. */

/** Epoch milliseconds. */
type Millis = number;

/** A chat that sought an operator. */
export interface Arrival {
  number: number;
  /** Since when it sought one. */
  at: Millis;
  facts: ChatFacts;
  /** Who really got it first; `by_hand`: they took it, or a colleague added them. Null: nobody. */
  got: { employeeId: string; at: Millis; code: ChosenCode | 'by_hand' } | null;
  /** When it was finished, or its last operator left it; null: it was open at the end of the period. */
  endsAt: Millis | null;
}

/** A chat that somebody has, whatever is tried: begun before the period. */
export interface Stay {
  employeeId: string;
  from: Millis;
  to: Millis | null;
}

/** A time in one state; outside of all of them somebody is offline. */
export interface PresenceTime {
  employeeId: string;
  state: PresenceState;
  from: Millis;
  /** Null: it lasts. */
  to: Millis | null;
}

export interface LeaveTime {
  employeeId: string;
  from: Millis;
  to: Millis;
}

/** Somebody who may take chats now; the past is replayed with those who are here today. */
export type Member = Omit<Candidate, 'presence' | 'leaveUntil' | 'load'> & { pageIds: string[] };

export interface Recording {
  from: Millis;
  to: Millis;
  /** In the order of `at`. */
  arrivals: Arrival[];
  stays: Stay[];
  presence: PresenceTime[];
  leaves: LeaveTime[];
  roster: Member[];
  /** Numbers of the last turns before the first arrival, by page. */
  turns: Record<string, Question['turns']>;
}

/** By page. Chats of a page that has none stay with whom they really came to. */
export type Policies = Record<string, Policy>;
