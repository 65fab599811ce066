import type { Chat, OpenSection } from '#lib/api/types.ts';
import { endOf } from '#lib/chat/finish/ending.ts';

/** The parts of an inbox in the order they are shown. */
export const OPEN_SECTIONS: readonly OpenSection[] = ['mine', 'unassigned', 'waiting', 'colleagues', 'asking'];
export type SectionName = OpenSection | 'found';

/** `chats`: its first ones, as many as were loaded; `total`: how many there are. */
export type Section = { name: SectionName; chats: Chat[]; total: { count: number; isExact: boolean } };

/** The open chats of each section, whoever waits longest first; behind them who does not wait, the latest first. */
export function chatsBySection(chats: Iterable<Chat>, me: string): Record<OpenSection, Chat[]> {
  const sections: Record<OpenSection, Chat[]> = { mine: [], unassigned: [], waiting: [], colleagues: [], asking: [] };
  // Who is about to leave has left: it comes back where the finish is undone.
  for (const chat of chats)
    if (chat.status !== 'finished' && endOf(chat) === null) sections[sectionOf(chat, me)].push(chat);
  for (const name of OPEN_SECTIONS) sections[name].sort(waitingFirst);
  return sections;
}

/** How many chats wait for this employee: those they are operator of, with a client who waits for a person. */
export function countWaiting(chats: Iterable<Chat>, me: string): number {
  let count = 0;
  for (const chat of chats) {
    const waits = chat.waitingSince !== null && chat.status !== 'finished' && chat.phase === 'open';
    if (waits && chat.operators.some(({ id }) => id === me)) count += 1;
  }
  return count;
}

export function latestFirst(a: Chat, b: Chat): number {
  return b.lastContactAt.localeCompare(a.lastContactAt) || b.number - a.number;
}

export function waitingFirst(a: Chat, b: Chat): number {
  if (a.waitingSince !== null && b.waitingSince !== null)
    return a.waitingSince.localeCompare(b.waitingSince) || a.number - b.number;
  if (a.waitingSince !== null) return -1;
  return b.waitingSince !== null ? 1 : latestFirst(a, b);
}

/** A request that is still held back is nobody's to answer. */
function sectionOf(chat: Chat, me: string): OpenSection {
  if (chat.operators.some((operator) => operator.id === me)) return 'mine';
  if (chat.phase !== 'open') return 'asking';
  if (chat.operators.length === 0) return 'unassigned';
  return chat.waitingSince === null ? 'colleagues' : 'waiting';
}
