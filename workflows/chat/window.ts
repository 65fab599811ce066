import type { ChatState, Decision, MessagingWindow, Millis, WindowReason } from './vocabulary.ts';

/** Meta's standard messaging window (messenger-platform §3.2). */
export const WINDOW_MS: Millis = 24 * 60 * 60 * 1000;

/** How late a deadline may be handled and still count as on time. */
const ON_TIME_MS: Millis = 5_000;

/** The window after the client did something at `at`; an older event never shortens it. */
export function openWindow(
  window: MessagingWindow | null,
  at: Millis,
  reason: WindowReason,
  now: Millis,
): MessagingWindow {
  const until = at + WINDOW_MS;
  if (window && window.until >= until) return window;
  return { until, reason, closed: until <= now };
}

/** Whether an answer may still go out at `now`. An unknown window is left for Meta to judge. */
export function mayAnswer(chat: ChatState, now: Millis): boolean {
  return chat.window === null || chat.window.until > now;
}

/** Notes the closing once; a late one says when it was due. */
export function closeWindow(chat: ChatState, now: Millis): { chat: ChatState; decisions: Decision[] } {
  const { window } = chat;
  if (!window || window.closed || window.until > now) return { chat, decisions: [] };
  const late = now - window.until > ON_TIME_MS;
  return {
    chat: { ...chat, window: { ...window, closed: true } },
    decisions: [
      {
        kind: 'window_closed',
        at: now,
        dueAt: window.until,
        reason: { code: late ? 'handled_late' : 'silence', opened: window.reason },
      },
    ],
  };
}
