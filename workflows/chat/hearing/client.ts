import type { Rules } from '../../settings/vocabulary.ts';
import { type OpenOutcome, andThen } from '../and-then.ts';
import { beginCollecting, hearAnswer } from '../contact/answer.ts';
import { letGo } from '../operators/gone.ts';
import type { ChatState, Decision, Identity, InputOf, Millis } from '../vocabulary.ts';
import { isBehindAd, noteClick, openWindow } from '../window.ts';
import { freshChat } from './fresh.ts';
import { tellHours } from './out-of-hours.ts';

type Wrote = InputOf<'client_wrote'>;

/** A word of the client's: it opens the chat, or goes on with it. */
export function clientWrote(
  chat: ChatState | null,
  input: Wrote,
  now: Millis,
  identity: Identity,
  rules: Rules,
): OpenOutcome {
  // The question stands last: Messenger's ready answers vanish with the next message.
  const taken = andThen(takeWord(chat, input, now, identity), (open) => letGo(open, now));
  const told = andThen(taken, (open) => tellHours(open, input.at, now, rules));
  return andThen(told, (open) => (chat ? hearAnswer : beginCollecting)(open, input, now, rules));
}

function takeWord(chat: ChatState | null, input: Wrote, now: Millis, identity: Identity): OpenOutcome {
  const base = chat ?? freshChat(identity, input);
  // Whether a call opens Meta's window is not said.
  const window = input.call
    ? base.window
    : openWindow(base.window, input.at, input.opens, now, isBehindAd(base, input));
  const after: ChatState = {
    ...noteClick(base, input),
    status: base.status === 'answered' ? 'in_progress' : base.status,
    window,
    waitingSince: Math.min(base.waitingSince ?? Infinity, input.at),
    lastContactAt: Math.max(base.lastContactAt, input.at),
  };
  const opened: Decision[] = chat ? [] : [{ kind: 'opened', at: now, reason: { code: input.opens } }];
  return { chat: after, decisions: [...opened, ...changesOf(base, after, input, now)], commands: [] };
}

/** What a word of theirs changed in the chat. */
function changesOf(before: ChatState, after: ChatState, { opens }: Wrote, now: Millis): Decision[] {
  const [from, to] = [before.status, after.status];
  const reopened = before.window?.closed === true && after.window?.closed === false;
  return [
    ...(reopened ? [{ kind: 'window_opened', at: now, reason: { code: opens } } as const] : []),
    ...(from === to ? [] : [{ kind: 'status_changed', at: now, reason: { code: 'client_wrote', from, to } } as const]),
  ];
}

/** They pressed a button, followed a link, or reacted. */
export function clientActed(chat: ChatState, input: InputOf<'client_acted'>, now: Millis): OpenOutcome {
  const window = openWindow(chat.window, input.at, input.opens, now);
  const reopened = chat.window?.closed === true && !window.closed;
  return {
    chat: { ...chat, window, lastContactAt: Math.max(chat.lastContactAt, input.at) },
    decisions: reopened ? [{ kind: 'window_opened', at: now, reason: { code: input.opens } }] : [],
    commands: [],
  };
}
