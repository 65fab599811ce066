import type { DeadlineKind } from '../behaviours/index.ts';
import type { Millis } from './basic.ts';

export { DEADLINES, type DeadlineKind, type DeadlineSetting } from '../behaviours/index.ts';

/** No deadline is moved further ahead by hand: a year. */
export const FURTHEST_MS = 366 * 24 * 60 * 60 * 1000;

export interface Deadline {
  kind: DeadlineKind;
  at: Millis;
}

/** `key` names the occasion: a later wait is another one. */
export interface Override {
  kind: DeadlineKind;
  key: string;
  at: Millis | null;
  /** A person wanted it so: hours do not move it, nor do other settings. */
  byHand?: true;
  /** How often it was put off already. */
  times?: number;
}
