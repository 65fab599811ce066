import { isOpen, nextOpening } from '../../settings/calendar.ts';
import type { AutomaticMessage, Rules } from '../../settings/vocabulary.ts';
import { andThen } from '../and-then.ts';
import { handOverUnasked } from '../contact/hand-over.ts';
import { occasionOf, phaseOf } from '../contact/phase.ts';
import type { NotSaidCode } from '../decisions.ts';
import { leaveOut, type Saying } from '../say.ts';
import type { ChatState, InputOf, Millis, Outcome } from '../vocabulary.ts';
import { waitsSince } from '../wait.ts';
import { NEVER } from './out-of-hours.ts';

type Held = InputOf<'held_may_go'>;

/**
 * An automatic message was held while its page was broken, and could leave now. Much may have happened since it was
 * decided: it goes where it still makes sense, and what is left out stands in the timeline with its reason.
 */
export function heldMayGo(chat: ChatState | null, input: Held, now: Millis, rules: Rules): Outcome {
  // The client's next chat has the same workflow; what is told of the one before leaves no trace in it.
  if (!chat || chat.chatId !== input.chatId) {
    const isLastWord = chat === null && input.template === 'finished' && !input.answered;
    const code = !isLastWord ? 'overtaken' : (input.until ?? 0) > now ? null : 'window_closed';
    return { chat, decisions: [], commands: [commandOf(input, code)] };
  }
  const code = whyNot(chat, input, now, rules);
  const commands = [commandOf(input, code)];
  if (code === null) return { chat: input.file ? chat : askedOnlyNow(chat, input, now), decisions: [], commands };
  // A file goes with its text, which says it for both.
  if (input.file) return { chat, decisions: [], commands };
  const left = { ...leaveOut(chat, sayingOf(input, rules), code, now, rules), commands };
  return isPresent(chat, input) ? andThen(left, (open) => handOverUnasked(open, now, rules)) : left;
}

const commandOf = ({ about: messageId }: Held, code: NotSaidCode | null): Outcome['commands'][number] =>
  code === null
    ? { kind: 'release', messageId }
    : { kind: 'refuse', messageId, reason: code === 'window_closed' ? code : 'overtaken' };

function whyNot(chat: ChatState, input: Held, now: Millis, rules: Rules): NotSaidCode | null {
  if (chat.ending || chat.status === 'finished') return 'finishing';
  if (!chat.window || chat.window.until <= now) return 'window_closed';
  if (input.answered) return 'person_answered';
  return (STILL[input.template] ?? (() => null))(chat, input, now, rules);
}

type Judge = (chat: ChatState, input: Held, now: Millis, rules: Rules) => NotSaidCode | null;

/** Whether what each of them says is still so. */
const STILL: { [Template in AutomaticMessage]?: Judge } = {
  askPhone: stillAsked('collecting_phone'),
  phoneNotUnderstood: stillAsked('collecting_phone'),
  askEmail: stillAsked('collecting_email'),
  emailNotUnderstood: stillAsked('collecting_email'),
  outOfHours: stillClosed,
  waiting: stillWaits,
  // It was the last word of a chat that goes on.
  finished: () => 'overtaken',
};

/** The client gets a question once: what was said of it while it was held would be about a question nobody saw. */
function stillAsked(phase: 'collecting_phone' | 'collecting_email'): Judge {
  const part = phase === 'collecting_phone' ? 'phone' : 'email';
  return (chat, { key, behind }) => {
    const isAsked = phaseOf(chat) === phase && chat.collection?.asked === Number.parseInt(key, 10);
    if (isAsked) return behind ? 'overtaken' : null;
    return chat.contact?.[part] ? 'question_answered' : 'not_asked';
  };
}

function stillClosed(
  _chat: ChatState,
  { key }: Held,
  now: Millis,
  { outOfHoursMessage, workingHours }: Rules,
): NotSaidCode | null {
  if (!outOfHoursMessage) return 'switched_off';
  if (isOpen(workingHours, now)) return 'open_by_now';
  return (nextOpening(workingHours, now) ?? NEVER) === Number.parseInt(key, 10) ? null : 'hours_changed';
}

function stillWaits(
  chat: ChatState,
  { key }: Held,
  now: Millis,
  { waitingMessage, workingHours }: Rules,
): NotSaidCode | null {
  if (!waitingMessage.enabled) return 'switched_off';
  const since = waitsSince(chat);
  if (since === null || since > Number(key)) return 'not_waiting';
  return waitingMessage.clock === 'working' && !isOpen(workingHours, now) ? 'closed_by_now' : null;
}

/** It waits for the answer to just this question. */
function isPresent({ collection }: ChatState, { template, key }: Held): boolean {
  return template in QUESTIONS && collection !== undefined && key === occasionOf(collection);
}

/** The question reaches the client only now: what they wrote before is no answer to it. */
function askedOnlyNow(chat: ChatState, input: Held, now: Millis): ChatState {
  const { collection } = chat;
  const isAsked = input.template in QUESTIONS && collection !== undefined;
  return isAsked ? { ...chat, collection: { ...collection, askedAt: now } } : chat;
}

const QUESTIONS = { askPhone: true, phoneNotUnderstood: true, askEmail: true, emailNotUnderstood: true };

/** As it would be said now. */
function sayingOf({ template, key }: Held, { requireEmail }: Rules): Saying {
  const settings: Record<AutomaticMessage, Saying['setting']> = {
    askPhone: 'requirePhone',
    phoneNotUnderstood: 'requirePhone',
    askEmail: 'requireEmail',
    emailNotUnderstood: 'requireEmail',
    contactThanks: requireEmail ? 'requireEmail' : 'requirePhone',
    outOfHours: 'outOfHoursMessage',
    waiting: 'waitingMessage',
    finished: 'autoFinish',
  };
  // The code is that of what is said; what is left out has another one.
  return { template, key, code: 'no_answer', setting: settings[template] };
}
