import { foldMistyped } from '#workflows/reading/fold.ts';
import { readingsOf } from '#workflows/reading/layouts.ts';

export interface Emoji {
  sign: string;
  /** In the reader's language. */
  name: string;
  group: EmojiGroup;
  /** Folded: the name, then all it is found by, each word with a space before it. */
  sought: { name: string; words: string };
}

/** Unicode's groups by their numbers; what only makes up other signs (2) and flags (9) are left out. */
const GROUPS = {
  0: 'smileys',
  1: 'people',
  3: 'nature',
  4: 'food',
  5: 'travel',
  6: 'activities',
  7: 'objects',
  8: 'symbols',
} as const;
export type EmojiGroup = (typeof GROUPS)[keyof typeof GROUPS];

interface Described {
  unicode: string;
  label: string;
  tags?: string[];
  group?: number;
  order?: number;
}

/** In the order of keyboards. They are heavy, and few open them: they come when they are wanted. */
export async function loadEmoji(language: 'uk' | 'en'): Promise<Emoji[]> {
  const [uk, en] = await Promise.all([
    import('emojibase-data/uk/compact.json'),
    import('emojibase-data/en/compact.json'),
  ]);
  return language === 'uk' ? emojiOf(uk.default, en.default) : emojiOf(en.default, uk.default);
}

/** What answers to the words, best first: by the name, then by what else it is called, in either language. */
export function searchEmoji(all: Emoji[], typed: string): Emoji[] {
  const readings = readingsOf(typed).map(foldMistyped);
  const found = all.map((emoji) => ({ emoji, rank: Math.min(...readings.map((one) => rankOf(one, emoji.sought))) }));
  return found
    .filter(({ rank }) => rank < Infinity)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ emoji }) => emoji);
}

function emojiOf(own: Described[], other: Described[]): Emoji[] {
  const others = new Map(other.map((one) => [one.unicode, one]));
  return own
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .flatMap((one) => {
      const group = isGroup(one.group) ? GROUPS[one.group] : null;
      return group
        ? [{ sign: one.unicode, name: one.label, group, sought: soughtOf(one, others.get(one.unicode)) }]
        : [];
    });
}

function isGroup(number: number | undefined): number is keyof typeof GROUPS {
  return number !== undefined && number in GROUPS;
}

function soughtOf(own: Described, other?: Described): Emoji['sought'] {
  const words = [own, other].flatMap((one) => (one ? [one.label, ...(one.tags ?? [])] : []));
  return { name: startsOf(own.label), words: startsOf(words.join(' ')) };
}

const startsOf = (words: string) => ` ${foldMistyped(words).replace(/[\s,:\-–]+/g, ' ')}`;

function rankOf(typed: string, { name, words }: Emoji['sought']): number {
  const isIn = (where: string) => typed.split(' ').every((word) => where.includes(` ${word}`));
  if (!isIn(words)) return Infinity;
  if (name.startsWith(` ${typed}`)) return 0;
  return isIn(name) ? 1 : 2;
}
