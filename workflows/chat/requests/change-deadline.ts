import type { Rules } from '../../settings/vocabulary.ts';
import { unchanged } from '../and-then.ts';
import type { Planned } from '../behaviours/behaviour.ts';
import { plannedFor } from '../behaviours/deadlines.ts';
import { behaviourOf } from '../behaviours/index.ts';
import { override } from '../behaviours/override.ts';
import type { ChatState, DeadlineKind, Millis, Outcome, Reasons, RequestOf } from '../vocabulary.ts';
import { FURTHEST_MS } from '../vocabulary/deadlines.ts';

/** The deadline as it is planned, if people may move it: the end of Meta's window is Meta's. */
export function movable(chat: ChatState, kind: DeadlineKind, rules: Rules): Planned | undefined {
  if (behaviourOf(kind)?.isFixed !== false) return undefined;
  return plannedFor(chat, rules).find((planned) => planned.kind === kind);
}

/** A person moves it, drops it, or wants it now. */
export function changeDeadline(
  chat: ChatState,
  { by, deadline, to: asked }: RequestOf<'change_deadline'>,
  now: Millis,
  rules: Rules,
): Outcome {
  const planned = movable(chat, deadline, rules);
  const setting = behaviourOf(deadline)?.setting;
  if (!planned || setting === undefined) return unchanged(chat);
  // The API refuses what is further; what comes by another way is kept within what a clock can tell.
  const to = asked === null ? null : Math.min(asked, now + FURTHEST_MS);
  const facts = { deadline, setting, from: planned.at };
  const reason: Reasons['deadline'] =
    to === null ? { code: 'dropped', ...facts, to } : { code: to <= now ? 'fired' : 'moved', ...facts, to };
  return {
    chat: override(chat, planned, to === null ? null : Math.max(to, now), rules, { byHand: true }),
    decisions: [{ kind: 'deadline', at: now, by, reason }],
    commands: [],
  };
}
