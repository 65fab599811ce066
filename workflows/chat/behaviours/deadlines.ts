import type { Rules } from '../../settings/vocabulary.ts';
import type { ChatState, Deadline } from '../vocabulary.ts';
import type { Planned } from './behaviour.ts';
import { BEHAVIOURS } from './index.ts';

/** What the chat will do by itself, soonest first. */
export function deadlinesOf(chat: ChatState, rules: Rules): Deadline[] {
  return plannedFor(chat, rules).map(({ kind, at }) => ({ kind, at }));
}

/** The same, with occasions. What an admin moved stands where it was moved to; what was dropped is left out. */
export function plannedFor(chat: ChatState, rules: Rules): Planned[] {
  if (chat.status === 'finished') return [];
  // What is about to end says and changes nothing more by itself.
  const going = BEHAVIOURS.filter(({ isFixed }) => isFixed || !chat.ending);
  return going
    .flatMap((behaviour): Planned[] => {
      const plan = behaviour.plan(chat, rules);
      return plan ? overridden(chat, { kind: behaviour.kind, ...plan }) : [];
    })
    .toSorted((a, b) => a.at - b.at);
}

function overridden(chat: ChatState, planned: Planned): Planned[] {
  const override = chat.overrides?.find(({ kind, key }) => kind === planned.kind && key === planned.key);
  if (!override) return [planned];
  const byHand = override.byHand ? { byHand: override.byHand } : {};
  return override.at === null ? [] : [{ ...planned, at: override.at, ...byHand }];
}
