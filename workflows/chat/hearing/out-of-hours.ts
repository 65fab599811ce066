import { isOpen, nextOpening } from '../../settings/calendar.ts';
import type { Rules } from '../../settings/vocabulary.ts';
import { leaveOut, say, type Saying } from '../say.ts';
import { type OpenOutcome, unchanged } from '../and-then.ts';
import type { ChatState, Millis } from '../vocabulary.ts';

/** Hours that never begin again: the client is told once. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/**
 * A word written at `at` while nobody is there is answered with when somebody will be; once in a closed period. One
 * that is handled only after the opening is not: it would be untrue by now. Nor is one by whom that opening was heard
 * of last, whatever became of the hours in between.
 */
export function tellHours(chat: ChatState, at: Millis, now: Millis, rules: Rules): OpenOutcome {
  const { workingHours, outOfHoursMessage } = rules;
  if (!outOfHoursMessage || isOpen(workingHours, at)) return unchanged(chat);
  if (chat.outOfHoursUntil !== undefined && at < chat.outOfHoursUntil) return unchanged(chat);
  const opens = nextOpening(workingHours, at);
  const until = opens ?? NEVER;
  if (until === chat.heardHours) return unchanged({ ...chat, outOfHoursUntil: until });
  const saying: Saying = {
    template: 'outOfHours',
    // They may hear of an opening again after they heard of another one.
    key: chat.heardHours === undefined ? String(until) : `${until} by ${rules.revision}`,
    code: 'out_of_hours',
    setting: 'outOfHoursMessage',
    ...(opens === null ? {} : { opensAt: opens }),
  };
  const told: ChatState = { ...chat, outOfHoursUntil: until };
  return until <= now ? leaveOut(told, saying, 'open_by_now', now, rules) : say(told, saying, now, rules);
}
