import type { Chat, PageOfSession } from '#lib/api/types.ts';
import { dateAndTime } from '#lib/words/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { humanAgentEnd } from './deadlines.ts';

type Page = Pick<PageOfSession, 'humanAgent'> | undefined;

/** Until when one may answer and why, and what may be sent after that; none: it is not known. */
export function windowWords(chat: Chat, page: Page, now: Date): string[] {
  const { window } = chat;
  if (window === null) return [];
  const until = { time: dateAndTime(new Date(window.until), now) };
  const reasons = {
    message: m.window_until_message,
    postback: m.window_until_postback,
    referral: m.window_until_referral,
    reaction: m.window_until_reaction,
  };
  return [reasons[window.reason](until), ...afterWords(chat, page, now)];
}

function afterWords(chat: Chat, page: Page, now: Date): string[] {
  const possible = chat.window?.possible;
  const human = humanAgentEnd(chat, page);
  const words = [
    possible && m.window_then_possible({ time: dateAndTime(new Date(possible.until), now) }),
    human !== null && m.window_then_human({ time: dateAndTime(new Date(human), now) }),
  ].filter((one) => typeof one === 'string');
  return words.length > 0 ? words : [m.window_then_closed()];
}
