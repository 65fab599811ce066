import { type OpenOutcome, unchanged } from './and-then.ts';
import { HUMAN_AGENT_MS, WINDOW_MS } from './vocabulary/basic.ts';
import type { AdStep, ChatState, MessagingWindow, Millis, WindowReason } from './vocabulary.ts';

export { WINDOW_MS };

/** After the first message behind an advertisement it *may* last so long (messenger-platform §3.2). */
export const AD_WINDOW_MS: Millis = 7 * WINDOW_MS;

/**
 * The window after the client did something at `at`; an older event never shortens it, neither what is certain nor what
 * is possible. `behindAd`: it is the first message behind an advertisement.
 */
export function openWindow(
  window: MessagingWindow | null,
  at: Millis,
  reason: WindowReason,
  now: Millis,
  behindAd = false,
): MessagingWindow {
  const until = at + WINDOW_MS;
  const certain = window && window.until >= until ? window : { until, reason, closed: until <= now };
  const possible = Math.max(window?.possible ?? 0, behindAd ? at + AD_WINDOW_MS : 0);
  return possible === 0 ? certain : { ...certain, possible, closed: Math.max(certain.until, possible) <= now };
}

/** Whether the client's word is the first one behind an advertisement, with it or after a click on it. */
export function isBehindAd(chat: ChatState, { opens, ad }: { opens: WindowReason; ad?: AdStep }): boolean {
  return ad === 'message' || (opens === 'message' && chat.fromAd !== undefined);
}

/** A click waits for the message it brings. */
export function noteClick(
  { fromAd, ...chat }: ChatState,
  input: { at: Millis; opens: WindowReason; ad?: AdStep },
): ChatState {
  if (input.ad === 'click') return { ...chat, fromAd: input.at };
  return fromAd === undefined || input.opens === 'message' || input.ad === 'message' ? chat : { ...chat, fromAd };
}

/** When the last answer may go out. */
export function endOf({ until, possible = 0 }: MessagingWindow): Millis {
  return Math.max(until, possible);
}

/** Whether an answer may still go out at `now`. An unknown window is left for Meta to judge. */
export function mayAnswer(chat: ChatState, now: Millis): boolean {
  return chat.window === null || endOf(chat.window) > now;
}

/** Until when a person may answer, where the page has the human agent's feature. */
export function endOfHumanAgent({ until }: MessagingWindow): Millis {
  return until - WINDOW_MS + HUMAN_AGENT_MS;
}

/**
 * Meta said at `at` that the right to answer has ended, also what was only possible; what the client did later counts.
 * A window whose own end has passed is not closed by that: its deadline is, and says so if it comes late.
 */
export function endWindow(
  chat: ChatState,
  { at, closesWindow }: { at: Millis; closesWindow?: true },
  now: Millis,
): OpenOutcome {
  const { window } = chat;
  if (!closesWindow || !window || window.closed || window.until - WINDOW_MS > at) return unchanged(chat);
  if (endOf(window) <= now) return unchanged(chat);
  const { until, reason } = window;
  return {
    chat: { ...chat, window: { until: Math.min(until, at), reason, closed: true } },
    decisions: [{ kind: 'window_closed', at: now, reason: { code: 'refused', opened: reason } }],
    commands: [],
  };
}
