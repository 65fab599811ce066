import type { AskKind } from '../../routing/vocabulary.ts';
import type { Millis } from './basic.ts';

export interface Operator {
  id: string;
  since: Millis;
}

/** Why an operator has no part in a chat any more. */
export type GoneCode = 'on_leave' | 'deactivated' | 'no_access';

/** One search for an operator; its number tells late answers from those it waits for. */
export interface Wanted {
  ask: number;
  as: AskKind;
  since: Millis;
  /** The team or the person a step of the escalation names. */
  target: string | null;
  /** Also while no client waits: the chat had an operator. */
  anyway?: true;
  /** Who stayed when a person gave the chat away: whoever is found stands beside them, and whoever comes ends it. */
  beside?: string[];
}

/** How far the escalation of a wait has come. */
export interface Escalated {
  /** The wait, by its beginning. */
  waits: Millis;
  /** Steps it has taken. */
  steps: number;
  /** When it took the last one. */
  at: Millis;
}
