import { isOpen, nextOpening } from '../../settings/calendar.ts';
import type { Rules } from '../../settings/vocabulary.ts';
import { giveUp, handOverUnasked, recollect, remind } from '../contact/collect.ts';
import { deadlinesOf, type Planned, plannedFor, waitsSince } from './planned.ts';
import { climb } from './escalation.ts';
import { nextRung } from './step.ts';
import { because, say } from '../say.ts';
import { type OpenOutcome, andThen, unchanged } from '../and-then.ts';
import type {
  ChatState,
  Deadline,
  DeadlineKind,
  DeadlineSetting,
  Decision,
  Millis,
  Override,
  Reasons,
} from '../vocabulary.ts';
import { closeWindow } from '../window.ts';

/**
 * How long an end waits for an answer that is held or on its way: an hour, then twice as long each time, at most a day.
 */
const LATER_MS: Millis = 60 * 60_000;
const LATEST_MS: Millis = 24 * LATER_MS;

/** A deadline came due. It is looked at anew: what was planned may have been done, moved or dropped meanwhile. */
export function fallDue(
  chat: ChatState,
  kind: DeadlineKind,
  now: Millis,
  rules: Rules,
  undelivered = false,
): OpenOutcome {
  const planned = plannedFor(chat, rules).find((deadline) => deadline.kind === kind);
  if (!planned || planned.at > now) return unchanged(chat);
  switch (kind) {
    case 'window_closes':
      return { ...closeWindow(chat, now), commands: [] };
    case 'waiting':
      return waitedEnough(chat, planned, now, rules);
    case 'contact_reminder':
      return atNight(chat, planned, now, rules) ?? remind(chat, now, rules, planned.at);
    case 'contact_gives_up':
      return chat.collection?.unasked
        ? handOverUnasked(chat, now, rules, planned.at)
        : giveUp(chat, 'contactMinutes', now, rules, planned.at);
    case 'escalation':
      return noAnswer(chat, planned, now, rules);
    case 'auto_finish':
      // Nobody is sent away whom our answer has not reached yet.
      return undelivered ? waitForDelivery(chat, planned, now, rules) : endSilence(chat, planned, now, rules);
  }
}

/** Other settings: what is not required any more is not asked, and deadlines stand elsewhere from now on. */
export function follow(chat: ChatState, before: Rules, now: Millis, rules: Rules): OpenOutcome {
  if (chat.status === 'finished') return unchanged(chat);
  const were = deadlinesOf(chat, before);
  const moved = (after: ChatState): Decision[] => {
    const are = deadlinesOf(after, rules);
    const kinds = [...new Set([...were, ...are].map(({ kind }) => kind))].filter((kind) => kind !== 'window_closes');
    return kinds.flatMap((kind) => {
      const [from, to] = [momentOf(were, kind), momentOf(are, kind)];
      if (from === to) return [];
      return [
        {
          kind: 'deadline',
          at: now,
          reason: { code: 'settings', deadline: kind, from, to, ...because(SETTING[kind], rules) },
        },
      ];
    });
  };
  return andThen(recollect(asNew(chat, before, rules), now, rules), (after) => ({
    chat: after,
    decisions: moved(after),
    commands: [],
  }));
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
    ...(hoursAreSame && outOfHoursUntil !== undefined ? { outOfHoursUntil } : {}),
  };
}

/** Which setting moves which deadline. */
export const SETTING: Record<DeadlineKind, DeadlineSetting> = {
  window_closes: '',
  waiting: 'waitingMessage',
  escalation: 'escalation',
  contact_reminder: 'contactReminderMinutes',
  contact_gives_up: 'contactMinutes',
  auto_finish: 'autoFinish',
};

/** The chat with its deadline moved to `at`, or dropped; overrides of past occasions are forgotten. */
export function override(
  chat: ChatState,
  { kind, key }: Planned,
  at: Millis | null,
  rules: Rules,
  how: Pick<Override, 'byHand' | 'times'> = {},
): ChatState {
  const current = plannedFor({ ...chat, overrides: [] }, rules);
  const kept = (chat.overrides ?? []).filter(
    (old) => old.kind !== kind && current.some((deadline) => deadline.kind === old.kind && deadline.key === old.key),
  );
  const added: Override = { kind, key, at, ...how };
  return { ...chat, overrides: [...kept, added] };
}

function noAnswer(chat: ChatState, planned: Planned, now: Millis, rules: Rules): OpenOutcome {
  const since = waitsSince(chat);
  if (since === null) return unchanged(chat);
  const postponed = nextRung(chat, since, rules)?.clock === 'working' ? atNight(chat, planned, now, rules) : null;
  return postponed ?? climb(chat, since, planned.at, now, rules);
}

function waitedEnough(chat: ChatState, planned: Planned, now: Millis, rules: Rules): OpenOutcome {
  const postponed = rules.waitingMessage.clock === 'working' ? atNight(chat, planned, now, rules) : null;
  if (postponed) return postponed;
  const noticed: ChatState = { ...chat, waitNoticed: Number(planned.key) };
  const saying = {
    template: 'waiting',
    key: planned.key,
    code: 'no_answer',
    setting: 'waitingMessage',
    dueAt: planned.at,
  } as const;
  return say(noticed, saying, now, rules);
}

/** It slipped, by an outage say, into closed hours: it waits for the opening, unless a person wanted it then. */
function atNight(chat: ChatState, planned: Planned, now: Millis, rules: Rules): OpenOutcome | null {
  if (planned.byHand || isOpen(rules.workingHours, now)) return null;
  const opens = nextOpening(rules.workingHours, now);
  return opens === null ? null : postpone(chat, planned, opens, now, rules);
}

/** A page may be broken for weeks: it is written once for each occasion, and looked at less and less often. */
function waitForDelivery(chat: ChatState, planned: Planned, now: Millis, rules: Rules): OpenOutcome {
  const { kind, key } = planned;
  const times = chat.overrides?.find((old) => old.kind === kind && old.key === key)?.times ?? 0;
  const to = now + Math.min(LATER_MS * 2 ** times, LATEST_MS);
  const later = override(chat, planned, to, rules, { times: times + 1 });
  if (times > 0) return unchanged(later);
  const facts = { deadline: kind, why: 'undelivered', from: planned.at, to } as const;
  const reason: Reasons['deadline'] = { code: 'postponed', ...facts, ...because(SETTING[kind], rules) };
  return { chat: later, decisions: [{ kind: 'deadline', at: now, reason }], commands: [] };
}

function postpone(chat: ChatState, planned: Planned, to: Millis, now: Millis, rules: Rules): OpenOutcome {
  const facts = { deadline: planned.kind, from: planned.at, to };
  const reason: Reasons['deadline'] = { code: 'postponed', ...facts, ...because('workingHours', rules) };
  return { chat: override(chat, planned, to, rules), decisions: [{ kind: 'deadline', at: now, reason }], commands: [] };
}

function endSilence(chat: ChatState, planned: Planned, now: Millis, rules: Rules): OpenOutcome {
  const saying = {
    template: 'finished',
    key: 'first',
    code: 'silence',
    setting: 'autoFinish',
    dueAt: planned.at,
  } as const;
  const reason: Reasons['finished'] = {
    code: 'silence',
    from: chat.status,
    to: 'finished',
    hours: rules.autoFinish.hours,
    ...because('autoFinish', rules),
  };
  return andThen(say(chat, saying, now, rules), (open) => ({
    chat: { ...open, status: 'finished' },
    decisions: [{ kind: 'finished', at: now, dueAt: planned.at, reason }],
    commands: [],
  }));
}

function momentOf(deadlines: Deadline[], kind: DeadlineKind): Millis | null {
  return deadlines.find((deadline) => deadline.kind === kind)?.at ?? null;
}
