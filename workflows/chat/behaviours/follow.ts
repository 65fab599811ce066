import type { Rules } from '../../settings/vocabulary.ts';
import { type OpenOutcome, andThen, unchanged } from '../and-then.ts';
import { recollect } from '../contact/known.ts';
import { because } from '../say.ts';
import type { ChatState, Deadline, DeadlineKind, DecisionOf, Millis } from '../vocabulary.ts';
import { deadlinesOf } from './deadlines.ts';
import { behaviourOf } from './index.ts';

/** Other settings: what is not required any more is not asked, and deadlines stand elsewhere from now on. */
export function follow(chat: ChatState, before: Rules, now: Millis, rules: Rules): OpenOutcome {
  if (chat.status === 'finished') return unchanged(chat);
  const were = deadlinesOf(chat, before);
  return andThen(recollect(asNew(chat, before, rules), now, rules), (after) => ({
    chat: after,
    decisions: moved(were, deadlinesOf(after, rules), now, rules),
    commands: [],
  }));
}

function moved(were: Deadline[], are: Deadline[], now: Millis, rules: Rules): DecisionOf<'deadline'>[] {
  const kinds = new Set([...were, ...are].map(({ kind }) => kind));
  return [...kinds].flatMap((kind): DecisionOf<'deadline'>[] => {
    const behaviour = behaviourOf(kind);
    const [from, to] = [momentOf(were, kind), momentOf(are, kind)];
    if (!behaviour || behaviour.isFixed || from === to) return [];
    const facts = { deadline: kind, from, to, ...because(behaviour.setting, rules) };
    return [{ kind: 'deadline', at: now, reason: { code: 'settings', ...facts } }];
  });
}

/** What was put off by the settings of before is planned anew; what a person moved stays. */
function asNew(chat: ChatState, before: Rules, rules: Rules): ChatState {
  if (rules.revision === before.revision) return chat;
  const { outOfHoursUntil, overrides, ...rest } = chat;
  const byHand = overrides?.filter((override) => override.byHand) ?? [];
  const hoursAreSame = JSON.stringify(before.workingHours) === JSON.stringify(rules.workingHours);
  return {
    ...rest,
    ...(overrides ? { overrides: byHand } : {}),
    ...(outOfHoursUntil === undefined ? {} : hoursAreSame ? { outOfHoursUntil } : { heardHours: outOfHoursUntil }),
  };
}

function momentOf(deadlines: Deadline[], kind: DeadlineKind): Millis | null {
  return deadlines.find((deadline) => deadline.kind === kind)?.at ?? null;
}
