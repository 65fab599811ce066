import type { ChosenCode } from '../vocabulary.ts';

/** What an estimate takes for granted. */
export const ASSUMPTIONS = [
  'presence_as_recorded',
  'people_as_today',
  'chats_last_as_long',
  'by_hand_distributed',
  'no_ladder',
] as const;
export type Assumption = (typeof ASSUMPTIONS)[number];

/**
 * How long chats looked for an operator; of those that did not get one at once. Milliseconds; null: there were none.
 */
export interface Waits {
  waited: number;
  median: number | null;
  p95: number | null;
  longest: number | null;
  /** Chats that nobody got. */
  nobody: number;
}

export interface OperatorEstimate {
  employeeId: string;
  /** Chats they really got, and would have got. */
  recorded: number;
  published: number;
  draft: number;
  /** The most they would have had at once. */
  most: { published: number; draft: number };
}

/** A chat that somebody else would have got. */
export interface MovedChat {
  chatNumber: number;
  at: number;
  from: string | null;
  to: string | null;
  code: ChosenCode | null;
  /** Of the draft; null: none was applied. */
  rule: string | null;
}

export interface Estimate {
  from: number;
  to: number;
  chats: number;
  operators: OperatorEstimate[];
  waits: { recorded: Waits; published: Waits; draft: Waits };
  moved: { total: number; items: MovedChat[] };
  assumes: Assumption[];
}
