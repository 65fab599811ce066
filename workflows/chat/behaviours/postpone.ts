import { isOpen, nextOpening } from '../../settings/calendar.ts';
import { type OpenOutcome, unchanged } from '../and-then.ts';
import { because } from '../say.ts';
import type { ChatState, DeadlineSetting, Millis, Reasons } from '../vocabulary.ts';
import type { Due } from './behaviour.ts';
import { override } from './override.ts';

/**
 * How long an end waits for an answer that is held or on its way: an hour, then twice as long each time, at most a day.
 */
const LATER_MS: Millis = 60 * 60_000;
const LATEST_MS: Millis = 24 * LATER_MS;

/** It slipped, by an outage say, into closed hours: it waits for the opening, unless a person wanted it then. */
export function untilOpening(chat: ChatState, { planned, now, rules }: Due): OpenOutcome | null {
  if (planned.byHand || isOpen(rules.workingHours, now)) return null;
  const opens = nextOpening(rules.workingHours, now);
  if (opens === null) return null;
  const facts = { deadline: planned.kind, from: planned.at, to: opens };
  const reason: Reasons['deadline'] = { code: 'postponed', ...facts, ...because('workingHours', rules) };
  const later = override(chat, planned, opens, rules);
  return { chat: later, decisions: [{ kind: 'deadline', at: now, reason }], commands: [] };
}

/** A page may be broken for weeks: it is written once for each occasion, and looked at less and less often. */
export function untilDelivery(chat: ChatState, setting: DeadlineSetting, { planned, now, rules }: Due): OpenOutcome {
  const { kind, key } = planned;
  const times = chat.overrides?.find((old) => old.kind === kind && old.key === key)?.times ?? 0;
  const to = now + Math.min(LATER_MS * 2 ** times, LATEST_MS);
  const later = override(chat, planned, to, rules, { times: times + 1 });
  if (times > 0) return unchanged(later);
  const facts = { deadline: kind, why: 'undelivered', from: planned.at, to } as const;
  const reason: Reasons['deadline'] = { code: 'postponed', ...facts, ...because(setting, rules) };
  return { chat: later, decisions: [{ kind: 'deadline', at: now, reason }], commands: [] };
}
