import type { Chat, Deadline, PageOfSession } from '#lib/api/types.ts';
import { HUMAN_AGENT_MS, WINDOW_MS } from '#workflows/chat/vocabulary/basic.ts';

export type Tone = 'calm' | 'warn' | 'danger';

const SOON_MS = 300_000;
const VERY_SOON_MS = 60_000;

/** When the last answer may go out; after an advertisement that is only possible. */
export function windowEnd(chat: Chat): number {
  return chat.window ? Date.parse(chat.window.possible?.until ?? chat.window.until) : 0;
}

/** Whether something may still go out; a window that is not known is left for Meta to judge. */
export function isWindowOpen(chat: Chat, now: number): boolean {
  return chat.window === null || windowEnd(chat) > now;
}

/** Until when a person may answer although the window is over: where their page has the human agent's feature. */
export function humanAgentEnd({ window }: Chat, page: Pick<PageOfSession, 'humanAgent'> | undefined): number | null {
  return window && page?.humanAgent ? Date.parse(window.until) - WINDOW_MS + HUMAN_AGENT_MS : null;
}

/** Meta may take an answer now, and is not bound to. */
export function isOnlyPossible({ window }: Chat, now: number): boolean {
  const possible = window?.possible;
  return window !== null && possible ? Date.parse(window.until) <= now && Date.parse(possible.until) > now : false;
}

/**
 * What the chat will do by itself, soonest first. The window closes also where the server did not say so apart; what is
 * certain ends first.
 */
export function pendingOf(chat: Chat, now: number): Deadline[] {
  if (chat.status === 'finished') return [];
  const isCertain = chat.window !== null && !isOnlyPossible(chat, now);
  const end = isCertain ? chat.window?.until : chat.window?.possible?.until;
  const window: Deadline[] = end === undefined ? [] : [{ kind: 'window_closes', at: end }];
  // An end that can be undone has a place of its own.
  const own = chat.deadlines.filter(({ kind }) => kind !== 'window_closes' && kind !== 'finish');
  return [...own, ...window]
    .filter(({ kind, at }) => kind !== 'window_closes' || Date.parse(at) > now)
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** How much of the fuse is left, from 0 to 1: it was lit when the wait, the question or the silence began. */
export function shareLeft(chat: Chat, { kind, at }: Deadline, now: number): number {
  const end = Date.parse(at);
  const start = kind === 'window_closes' ? end - WINDOW_MS : Date.parse(litAt(chat, kind));
  return start >= end ? (now < end ? 1 : 0) : Math.min(1, Math.max(0, (end - now) / (end - start)));
}

/** Calm; under five minutes time is running; over, or for Meta's window the last minute, is late. */
export function toneOf({ kind, at }: Deadline, now: number): Tone {
  const left = Date.parse(at) - now;
  if (left <= (kind === 'window_closes' ? VERY_SOON_MS : 0)) return 'danger';
  return left < SOON_MS ? 'warn' : 'calm';
}

/** What is said aloud: once at five minutes and once at one. */
export function spokenAt({ at }: Deadline, now: number): 'nothing' | 'five' | 'one' {
  const left = Date.parse(at) - now;
  if (left <= 0 || left >= SOON_MS) return 'nothing';
  return left < VERY_SOON_MS ? 'one' : 'five';
}

/** A moment as the fields of a form hold it, "2026-11-18T09:05": by this computer's clock, to the minute. */
export function toField(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * VERY_SOON_MS);
  return local.toISOString().slice(0, 16);
}

/** And back; null when nothing sensible stands there. */
export function fromField(value: string): string | null {
  const date = new Date(value);
  return value === '' || Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function litAt(chat: Chat, kind: Deadline['kind']): string {
  if (kind === 'waiting' || kind === 'escalation') return chat.waitingSince ?? chat.lastContactAt;
  if (kind === 'contact_gives_up') return chat.createdAt;
  return kind === 'contact_reminder' ? (chat.lastMessage?.at ?? chat.lastContactAt) : chat.lastContactAt;
}
