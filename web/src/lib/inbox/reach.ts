import type { Chat, ChatStatus, OpenSection, SectionCounts, SectionPage } from '#lib/api/types.ts';

/** Which open chats are shown; null: all of them. */
export type Narrowing = { pageId: string | null; status: ChatStatus | null };
/** How far a section was read: everything up to `end` is here. `next`: where it goes on; null: all of it is here. */
export type Reach = { end: Chat | null; next: string | null };
export type Reaches = Record<OpenSection, Reach>;

/** What is seen first, and how much of it is asked for at once: `static/ahead.js` asks for the same. */
export const AT_ONCE: ReadonlySet<OpenSection> = new Set(['mine', 'unassigned']);
export const FIRST = 30;

export const UNREAD: Reach = { end: null, next: '' };
export const NOTHING: Reaches = {
  mine: UNREAD,
  unassigned: UNREAD,
  waiting: UNREAD,
  colleagues: UNREAD,
  asking: UNREAD,
};

/** Of what is empty nothing is left to read. */
export function reachesOf(pages: ReadonlyMap<OpenSection, SectionPage>, counts: Counts): Reaches {
  const reaches = { ...NOTHING };
  for (const name of Object.keys(counts) as OpenSection[]) {
    const page = pages.get(name);
    if (page) reaches[name] = reachOf(page);
    else if (counts[name] === 0) reaches[name] = { end: null, next: null };
  }
  return reaches;
}

export function reachOf(page: SectionPage): Reach {
  return { end: page.items.at(-1) ?? null, next: page.next };
}

export type Counts = Record<OpenSection, number>;

export function countsOf(sections: SectionCounts['sections']): Counts {
  const counts = { mine: 0, unassigned: 0, waiting: 0, colleagues: 0, asking: 0 };
  for (const { name, count } of sections) counts[name] = count;
  return counts;
}

export function queryOf({ pageId, status }: Narrowing) {
  return {
    ...(pageId === null ? {} : { pageId }),
    ...(status === null || status === 'finished' ? {} : { status }),
  };
}
