import { defaultRangeExtractor, type Range } from '@tanstack/svelte-virtual';
import type { Chat } from '#lib/api/types.ts';
import type { Section } from './sections.ts';

export type Sizes = { row: number; head: number; gap: number };
/**
 * A section that has chats; `first` is the place of its first chat among all rows: heads, chats and gaps. `count`: rows
 * it takes, also for those that are not here yet, so that nothing moves when they come.
 */
export type Part = { section: Section; isOpen: boolean; first: number; count: number };

/** The list as one column of rows: the head of each section, its chats unless it is folded, the gap below. */
export function partsOf(sections: readonly Section[], folded: ReadonlySet<string>): Part[] {
  let next = 0;
  return sections
    .filter((section) => rowsOf(section) > 0)
    .map((section) => {
      const isOpen = !folded.has(section.name);
      const count = isOpen ? rowsOf(section) : 0;
      const first = next + 1;
      next = first + count + 1;
      return { section, isOpen, first, count };
    });
}

/** Of what was found there are as many rows as are here: nobody may have counted the rest. */
function rowsOf({ name, chats, total }: Section): number {
  return name === 'found' ? chats.length : total.count;
}

/** Sections of which more is drawn than is here. */
export function lackingIn(parts: readonly Part[], drawn: readonly number[]): Section[] {
  return parts
    .filter(({ section: { chats }, first, count }) =>
      drawn.some((row) => row >= first + chats.length && row < first + count),
    )
    .map(({ section }) => section);
}

export function rowCount(parts: readonly Part[]): number {
  return parts.reduce((sum, { count }) => sum + count + 2, 0);
}

/**
 * The row that stands at a height, in px from the top of the list; below all of them the last one. By parts and not by
 * rows: of tens of thousands of chats it is asked with every message.
 */
export function rowAt(parts: readonly Part[], { row, head, gap }: Sizes, height: number): number {
  let left = height;
  for (const { first, count } of parts) {
    if (left < head) return first - 1;
    left -= head;
    if (left < count * row) return first + Math.floor(left / row);
    left -= count * row;
    if (left < gap) return first + count;
    left -= gap;
  }
  return Math.max(0, rowCount(parts) - 1);
}

/** The chat whose row comes after that of `current`, or the first one; folded ones are left out. */
export function chatAfter(parts: readonly Part[], current: number | null): Chat | null {
  const shown = parts.filter(({ isOpen }) => isOpen).map(({ section }) => section.chats);
  if (current === null) return shown[0]?.[0] ?? null;
  for (const [at, chats] of shown.entries()) {
    const place = chats.findIndex(({ number }) => number === current);
    if (place >= 0) return chats[place + 1] ?? shown[at + 1]?.[0] ?? null;
  }
  return null;
}

/** Where a chat stands among all rows; -1: nowhere, or in a folded section. */
export function rowOf(parts: readonly Part[], chat: number): number {
  for (const { section, first, isOpen } of parts) {
    const at = section.chats.findIndex(({ number }) => number === chat);
    if (at >= 0 && isOpen) return first + at;
  }
  return -1;
}

/** Rows in sight, some around, and the one that has the focus with its neighbours, wherever it has been scrolled to. */
export function withFocused(range: Range, focused: number): number[] {
  const near = focused < 0 ? [] : [focused - 1, focused, focused + 1];
  const rows = new Set([...defaultRangeExtractor(range), ...near.filter((row) => row >= 0 && row < range.count)]);
  return [...rows].toSorted((a, b) => a - b);
}
