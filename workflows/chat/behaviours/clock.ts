import { afterWorkingTime } from '../../settings/calendar.ts';
import type { Rules } from '../../settings/vocabulary.ts';
import type { Millis } from '../vocabulary.ts';

export const MINUTE: Millis = 60_000;

/** So many minutes after `from`, by the wall clock or by that of working hours; null: those never come. */
export function after(
  from: Millis,
  { minutes, clock }: { minutes: number; clock: 'wall' | 'working' },
  workingHours: Rules['workingHours'],
): Millis | null {
  return clock === 'wall' ? from + minutes * MINUTE : afterWorkingTime(workingHours, from, minutes * MINUTE);
}
