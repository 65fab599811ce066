import { beforeAll, expect, test } from 'vitest';
import { type Emoji, loadEmoji, searchEmoji } from '#lib/emoji/emoji-list.ts';
import { moved, rowsOf } from '#lib/emoji/grid.ts';

let uk: Emoji[];
let en: Emoji[];

beforeAll(async () => {
  [uk, en] = await Promise.all([loadEmoji('uk'), loadEmoji('en')]);
});

const found = (all: Emoji[], typed: string) => searchEmoji(all, typed).map(({ sign }) => sign);

test.each([
  ['by the name in Ukrainian', 'червоне серце', '❤️'],
  ['by the name in English', 'red heart', '❤️'],
  ['by what else it is called', 'дякую', '🙏'],
  ['by that in English', 'thx', '🙏'],
  ['by beginnings of words, in any order', 'серц черв', '❤️'],
  ['whatever the case', 'СЕРЦЕ', '❤️'],
  ['with the other layout switched on', 'lzre.', '🙏'],
  ['in Ukrainian with the English layout meant', 'ершт', '🤔'],
])('an emoji is found %s', (_title, typed, sign) => {
  expect(found(uk, typed)).toContain(sign);
  expect(found(en, typed)).toContain(sign);
});

test('what is called so stands before what is only about it, in the reader’s language', () => {
  expect(found(en, 'heart on')[0]).toBe('❤️‍🔥');
  expect(found(en, 'red heart')[0]).toBe('❤️');
  expect(found(uk, 'червоне серце')[0]).toBe('❤️');
  expect(en.find(({ sign }) => sign === '❤️')?.name).toBe('red heart');
});

test('nothing answers to words that nothing is called, nor to the middle of a word', () => {
  expect(found(uk, 'абвгґ')).toEqual([]);
  expect(found(en, 'umbrella')).toContain('☂️');
  expect(found(en, 'mbrella')).toEqual([]);
});

test('neither flags nor tones of skin nor parts of signs are among them, and each stands once', () => {
  const signs = uk.map(({ sign }) => sign);
  expect(new Set(signs).size).toBe(signs.length);
  expect(signs.filter((sign) => /\p{Emoji_Modifier}|\p{Regional_Indicator}/u.test(sign))).toEqual([]);
  expect(en.map(({ sign }) => sign)).toEqual(signs);
  expect(uk[0]?.sign).toBe('😀');
});

test.each([
  ['down into a shorter row', 'ArrowDown', { row: 0, column: 7 }, { row: 1, column: 1 }],
  ['over the end of a row', 'ArrowRight', { row: 1, column: 1 }, { row: 2, column: 0 }],
  ['back over its beginning', 'ArrowLeft', { row: 2, column: 0 }, { row: 1, column: 1 }],
  ['up', 'ArrowUp', { row: 2, column: 0 }, { row: 1, column: 0 }],
  ['not above the first', 'ArrowUp', { row: 0, column: 3 }, { row: 0, column: 3 }],
  ['not before the first', 'ArrowLeft', { row: 0, column: 0 }, { row: 0, column: 0 }],
  ['not behind the last', 'ArrowRight', { row: 2, column: 0 }, { row: 2, column: 0 }],
])('a key leads %s', (_title, key, from, to) => {
  expect(moved(key, from, [8, 2, 1])).toEqual(to);
});

test('other keys are not the grid’s; rows are eight wide', () => {
  expect(moved('Home', { row: 0, column: 0 }, [8])).toBeNull();
  expect(rowsOf([...'абвгґдеєжз']).map(({ length }) => length)).toEqual([8, 2]);
});
