import type { Chat } from '#lib/api/types.ts';

export type SectionName = 'mine' | 'nobody' | 'waiting' | 'others' | 'asking' | 'found';
export type Section = { name: SectionName; chats: Chat[] };

/**
 * The open chats as the list shows them: what is mine first, then what nobody leads, then who waits for a colleague,
 * then the colleagues' others; last those still asked. In each whoever waits longest comes first.
 */
export function sectionsOf(chats: Iterable<Chat>, me: string): Section[] {
  const sections: Record<Exclude<SectionName, 'found'>, Chat[]> = {
    mine: [],
    nobody: [],
    waiting: [],
    others: [],
    asking: [],
  };
  for (const chat of chats) if (chat.status !== 'finished') sections[sectionOf(chat, me)].push(chat);
  return [
    { name: 'mine', chats: sections.mine.toSorted(waitingFirst) },
    { name: 'nobody', chats: sections.nobody.toSorted(waitingFirst) },
    { name: 'waiting', chats: sections.waiting.toSorted(waitingFirst) },
    { name: 'others', chats: sections.others.toSorted(latestFirst) },
    { name: 'asking', chats: sections.asking.toSorted(waitingFirst) },
  ];
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

/** A request that is still held back is nobody's to answer. */
function sectionOf(chat: Chat, me: string): Exclude<SectionName, 'found'> {
  if (chat.operators.some((operator) => operator.id === me)) return 'mine';
  if (chat.phase !== 'open') return 'asking';
  if (chat.operators.length === 0) return 'nobody';
  return chat.waitingSince === null ? 'others' : 'waiting';
}

function waitingFirst(a: Chat, b: Chat): number {
  if (a.waitingSince !== null && b.waitingSince !== null)
    return a.waitingSince.localeCompare(b.waitingSince) || a.number - b.number;
  if (a.waitingSince !== null) return -1;
  return b.waitingSince !== null ? 1 : latestFirst(a, b);
}
