import { afterWorkingTime, nextOpening } from '../../settings/calendar.ts';
import type { Rules } from '../../settings/vocabulary.ts';
import { phaseOf } from '../contact/collect.ts';
import { waitsSince } from '../wait.ts';
import { endOf } from '../window.ts';
import { nextRung, stepsOf } from './step.ts';
import type { ChatState, Deadline, Millis } from '../vocabulary.ts';

const MINUTE: Millis = 60_000;

export { waitsSince };

/** A deadline with the occasion it belongs to. */
export interface Planned extends Deadline {
  key: string;
  /** A person moved it there. */
  byHand?: true;
}

/** What the chat will do by itself, soonest first. */
export function deadlinesOf(chat: ChatState, rules: Rules): Deadline[] {
  return plannedFor(chat, rules).map(({ kind, at }) => ({ kind, at }));
}

/** The same, with occasions. What an admin moved stands where it was moved to; what was dropped is left out. */
export function plannedFor(chat: ChatState, rules: Rules): Planned[] {
  if (chat.status === 'finished') return [];
  const planned = [
    windowCloses(chat),
    waiting(chat, rules),
    reminder(chat, rules),
    givesUp(chat, rules),
    autoFinish(chat, rules),
    escalation(chat, rules),
  ];
  return planned
    .filter((deadline) => deadline !== null)
    .flatMap((deadline) => {
      const override = chat.overrides?.find(({ kind, key }) => kind === deadline.kind && key === deadline.key);
      if (!override) return [deadline];
      const byHand = override.byHand ? { byHand: override.byHand } : {};
      return override.at === null ? [] : [{ ...deadline, at: override.at, ...byHand }];
    })
    .toSorted((a, b) => a.at - b.at);
}

function windowCloses({ window }: ChatState): Planned | null {
  return window && !window.closed ? { kind: 'window_closes', at: endOf(window), key: '' } : null;
}

function waiting(chat: ChatState, { waitingMessage, workingHours }: Rules): Planned | null {
  const since = waitsSince(chat);
  // An older word that comes late moves the beginning of a wait, not the wait.
  const isNoticed = since !== null && since <= (chat.waitNoticed ?? -Infinity);
  if (!waitingMessage.enabled || since === null || isNoticed) return null;
  const ms = waitingMessage.minutes * MINUTE;
  const at = waitingMessage.clock === 'wall' ? since + ms : afterWorkingTime(workingHours, since, ms);
  return at === null ? null : { kind: 'waiting', at, key: String(since) };
}

/** Nobody is asked in the night. */
function reminder(chat: ChatState, { contactReminderMinutes, workingHours }: Rules): Planned | null {
  const { collection } = chat;
  if (!collection || collection.reminded || contactReminderMinutes === 0) return null;
  const at = collection.askedAt + contactReminderMinutes * MINUTE;
  return { kind: 'contact_reminder', at: nextOpening(workingHours, at) ?? at, key: phaseOf(chat) };
}

function givesUp({ collection }: ChatState, { contactMinutes }: Rules): Planned | null {
  if (collection?.unasked) return { kind: 'contact_gives_up', at: collection.askedAt, key: 'unasked' };
  if (!collection || contactMinutes === 0) return null;
  return { kind: 'contact_gives_up', at: collection.since + contactMinutes * MINUTE, key: '' };
}

/**
 * Counted from the wait's beginning, the last step, or the moment its operator came: whoever gets a chat gets the whole
 * time.
 */
function escalation(chat: ChatState, rules: Rules): Planned | null {
  const since = waitsSince(chat);
  const rung = since === null ? undefined : nextRung(chat, since, rules);
  if (since === null || !rung) return null;
  const steps = stepsOf(chat, since);
  const from = Math.max(since, steps > 0 ? (chat.ladder?.at ?? 0) : 0, chat.operators[0]?.since ?? 0);
  const ms = rung.minutes * MINUTE;
  const at = rung.clock === 'wall' ? from + ms : afterWorkingTime(rules.workingHours, from, ms);
  return at === null ? null : { kind: 'escalation', at, key: `${from}/${steps}` };
}

/** A client who waits for a person is never sent away by a clock. */
function autoFinish(chat: ChatState, rules: Rules): Planned | null {
  if (!rules.autoFinish.enabled || waitsSince(chat) !== null) return null;
  const at = chat.lastContactAt + rules.autoFinish.hours * 60 * MINUTE;
  return { kind: 'auto_finish', at, key: String(chat.lastContactAt) };
}
