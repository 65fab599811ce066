import type { OfferedReply } from '#db/ready-replies/read.ts';
import { inCyrillic, inLatin } from '../access/known-words.ts';

/** Letters that people put for one another, and marks that many do not find on their keyboard. */
const ALIKE: [RegExp, string][] = [
  [/[’ʼ‘`´′ʹ'"*]/g, ''],
  [/[єё]/g, 'е'],
  [/ґ/g, 'г'],
  [/ї/g, 'і'],
  [/\s+/g, ' '],
];

/** Those in which every word of what was typed stands, the best first, else in their own order. */
export function seek<Reply extends Pick<OfferedReply, 'shortcut' | 'title' | 'texts'>>(
  replies: readonly Reply[],
  typed: string,
): Reply[] {
  const readings = readingsOf(typed);
  if (readings.length === 0) return [...replies];
  const ranked = replies.map((reply) => ({ reply, rank: Math.min(...readings.map((words) => rankOf(reply, words))) }));
  // Sorting keeps the order of what is equal.
  return ranked
    .filter(({ rank }) => Number.isFinite(rank))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ reply }) => reply);
}

/** What was typed, and what the same keys say in the other layout: one forgets to switch it. */
function readingsOf(typed: string): string[] {
  const words = typed.normalize('NFC').toLowerCase().trim();
  const readings = [words, inCyrillic(words), inLatin(words)].map((reading) => folded(reading));
  return [...new Set(readings)].filter((reading) => reading !== '');
}

/** Less is better: the shortcut itself, how it begins, how the title begins, a word of it, anywhere. */
function rankOf({ shortcut, title, texts }: Pick<OfferedReply, 'shortcut' | 'title' | 'texts'>, words: string): number {
  const name = folded(shortcut);
  const head = folded(title);
  if (name === words) return 0;
  if (name.startsWith(words)) return 1;
  if (head.startsWith(words)) return 2;
  if (` ${head}`.includes(` ${words}`)) return 3;
  const all = [name, head, ...Object.values(texts).map(folded)];
  const each = words.split(' ');
  if (each.every((word) => name.includes(word) || head.includes(word))) return 4;
  return each.every((word) => all.some((one) => one.includes(word))) ? 5 : Infinity;
}

function folded(words: string): string {
  const small = words.normalize('NFC').toLowerCase();
  return ALIKE.reduce((text, [letters, one]) => text.replace(letters, one), small).trim();
}
