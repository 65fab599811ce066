import type { Section } from './sections.ts';

export type Sizes = { row: number; head: number; gap: number };
export type View = { top: number; height: number };
export type VisibleSection = {
  section: Section;
  isOpen: boolean;
  before: number;
  after: number;
  from: number;
  rows: Section['chats'];
};

/** More rows than are in sight are drawn, so that a quick scroll shows no hole. */
const OVERSCAN = 12;

/** Which rows of a long list are drawn, and how much empty room stands for the others. */
export function visibleRows(
  sections: readonly Section[],
  folded: ReadonlySet<string>,
  view: View,
  sizes: Sizes,
): VisibleSection[] {
  let top = 0;
  return sections
    .filter(({ chats }) => chats.length > 0)
    .map((section) => {
      const isOpen = !folded.has(section.name);
      const count = isOpen ? section.chats.length : 0;
      const start = top + sizes.head;
      top = start + count * sizes.row + sizes.gap;
      const from = clamp(Math.floor((view.top - start) / sizes.row) - OVERSCAN, count);
      const to = clamp(Math.ceil((view.top + view.height - start) / sizes.row) + OVERSCAN, count);
      return {
        section,
        isOpen,
        from,
        before: from * sizes.row,
        after: (count - to) * sizes.row,
        rows: section.chats.slice(from, to),
      };
    });
}

function clamp(index: number, count: number): number {
  return Math.min(Math.max(index, 0), count);
}
