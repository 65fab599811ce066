import type { Rules } from '../../settings/vocabulary.ts';
import { type OpenOutcome, unchanged } from '../and-then.ts';
import type { ChatState, DeadlineKind, Millis } from '../vocabulary.ts';
import { plannedFor } from './deadlines.ts';
import { behaviourOf } from './index.ts';
import { untilDelivery, untilOpening } from './postpone.ts';

/** A deadline came due. It is looked at anew: what was planned may have been done, moved or dropped meanwhile. */
export function fallDue(
  chat: ChatState,
  kind: DeadlineKind,
  now: Millis,
  rules: Rules,
  undelivered = false,
): OpenOutcome {
  const behaviour = behaviourOf(kind);
  const planned = plannedFor(chat, rules).find((deadline) => deadline.kind === kind);
  if (!behaviour || !planned || planned.at > now) return unchanged(chat);
  const due = { planned, now, rules };
  if (behaviour.afterDelivery && undelivered) return untilDelivery(chat, behaviour.setting, due);
  const postponed = behaviour.keepsHours(chat, rules) ? untilOpening(chat, due) : null;
  return postponed ?? behaviour.act(chat, due);
}
