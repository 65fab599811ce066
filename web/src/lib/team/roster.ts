import type { PresenceItem } from '#lib/api/types.ts';
import { fold } from '#workflows/reading/fold.ts';

export type TeamOrder = 'shift' | 'load' | 'name';
type Member = { name: string; state: PresenceItem['state']; openChats: number };
type Worker = Member & Pick<PresenceItem, 'onLeaveUntil'> & { capacity: number | null };

const SHIFT: PresenceItem['state'][] = ['online', 'away', 'offline'];

/** Who is at their desk comes first, unless another order is asked for; names decide among equals. */
export function inOrder<T extends Member>(people: T[], order: TeamOrder): T[] {
  return people.toSorted((a, b) => {
    const byName = a.name.localeCompare(b.name, 'uk');
    if (order === 'load') return b.openChats - a.openChats || byName;
    return (order === 'shift' ? SHIFT.indexOf(a.state) - SHIFT.indexOf(b.state) : 0) || byName;
  });
}

/** Who is at their desk, and who of them can take a chat; `limit` is of all who have none of their own, 0: none. */
export function shiftOf(people: Worker[], limit: number) {
  const there = people.filter(({ state, onLeaveUntil }) => state === 'online' && onLeaveUntil === null);
  const isFull = ({ openChats, capacity }: Worker) => {
    const most = capacity ?? (limit === 0 ? Infinity : limit);
    return openChats >= most;
  };
  const full = there.filter(isFull).length;
  return { online: there.length, free: there.length - full, full, total: people.length };
}

/** Of whom all of these words are said: in their name, languages, skills. */
export function withWords<T>(people: T[], words: string, said: (person: T) => string[]): T[] {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  return people.filter((person) => {
    const text = fold(said(person).join(' '));
    return wanted.every((word) => text.includes(word));
  });
}
