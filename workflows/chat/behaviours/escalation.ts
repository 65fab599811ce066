import type { Rules } from '../../settings/vocabulary.ts';
import { type OpenOutcome, andThen, unchanged } from '../and-then.ts';
import { nextRung, stepsOf } from './step.ts';
import { because } from '../say.ts';
import { seek } from '../operators/seek.ts';
import type { ChatState, Millis, Reasons } from '../vocabulary.ts';

/**
 * Nobody answered in time: somebody else is sought, whom the rung names. Who had the chat keeps it until there is one.
 */
export function climb(chat: ChatState, since: Millis, dueAt: Millis, now: Millis, rules: Rules): OpenOutcome {
  const rung = nextRung(chat, since, rules);
  if (!rung) return unchanged(chat);
  const steps = stepsOf(chat, since) + 1;
  const { to, minutes, id } = rung;
  const reason: Reasons['escalated'] = {
    code: 'no_answer',
    rung: steps,
    to,
    minutes,
    target: id,
    ...because('escalation', rules),
  };
  const higher: OpenOutcome = {
    chat: { ...chat, ladder: { waits: since, steps, at: now } },
    decisions: [{ kind: 'escalated', at: now, dueAt, reason }],
    commands: [],
  };
  return andThen(higher, (open) => seek(open, { as: to, since, target: id }));
}
