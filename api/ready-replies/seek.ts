import type { OfferedReply } from '#db/ready-replies/read.ts';
import { foldMistyped } from '#workflows/reading/fold.ts';
import { readingsOf } from '#workflows/reading/layouts.ts';

/** Those in which every word of what was typed stands, the best first, else in their own order. */
export function seek<Reply extends Pick<OfferedReply, 'shortcut' | 'title' | 'texts'>>(
  replies: readonly Reply[],
  typed: string,
): Reply[] {
  // A sign that is a letter in the other layout is nothing in this one, and would be in everything.
  const readings = readingsOf(typed)
    .map(foldMistyped)
    .filter((words) => words !== '');
  if (readings.length === 0) return [...replies];
  const ranked = replies.map((reply) => ({ reply, rank: Math.min(...readings.map((words) => rankOf(reply, words))) }));
  // Sorting keeps the order of what is equal.
  return ranked
    .filter(({ rank }) => Number.isFinite(rank))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ reply }) => reply);
}

/** Less is better: the shortcut itself, how it begins, how the title begins, a word of it, anywhere. */
function rankOf({ shortcut, title, texts }: Pick<OfferedReply, 'shortcut' | 'title' | 'texts'>, words: string): number {
  const name = foldMistyped(shortcut);
  const head = foldMistyped(title);
  if (name === words) return 0;
  if (name.startsWith(words)) return 1;
  if (head.startsWith(words)) return 2;
  if (` ${head}`.includes(` ${words}`)) return 3;
  const all = [name, head, ...Object.values(texts).map(foldMistyped)];
  const each = words.split(' ');
  if (each.every((word) => name.includes(word) || head.includes(word))) return 4;
  return each.every((word) => all.some((one) => one.includes(word))) ? 5 : Infinity;
}
