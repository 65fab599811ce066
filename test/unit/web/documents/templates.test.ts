import { expect, test } from 'vitest';
import { clausesOf, moved, numbersOf, splitAt, textOf } from '#lib/documents/templates/clauses.ts';
import { differenceOf } from '#lib/documents/templates/difference.ts';

const TEXT = 'Сторони уклали договір.\n# Предмет\nПродавець продає.\nПокупець купує.\n# Строк\nДо кінця року.';

test('F46: a text is its clauses, numbered as they are printed, and the same text again', () => {
  const clauses = clausesOf(`\n${TEXT.replace('\n# Строк', '\n  \n# Строк')}\n`);
  expect(numbersOf(clauses)).toEqual(['', '1.', '1.1.', '1.2.', '2.', '2.1.']);
  expect(clauses.map(({ text }) => text)).toContain('Предмет');
  expect(textOf(clauses)).toBe(TEXT);
  expect(textOf(clausesOf(''))).toBe('');
});

test('F46: a clause that is switched off is kept with its text, and numbered as if it were not there', () => {
  const kept = TEXT.replace('Продавець', '[-] Продавець').replace('# Строк', '[-] # Строк');
  const clauses = clausesOf(kept);
  expect(numbersOf(clauses)).toEqual(['', '1.', '', '1.1.', '', '1.2.']);
  expect(clauses[2]).toMatchObject({ text: 'Продавець продає.', isOff: true, isHeading: false });
  expect(clauses[4]).toMatchObject({ text: 'Строк', isOff: true, isHeading: true });
  expect(textOf(clauses)).toBe(kept);
  expect(textOf(clauses.map((clause) => ({ ...clause, isOff: false })))).toBe(TEXT);
});

test('F46: lines put into a clause become clauses of their own; clauses change places', () => {
  const pasted = clausesOf(TEXT).map((one, at) => (at === 2 ? { ...one, text: 'А.\n# Ціна\nБ.' } : one));
  const split = splitAt(pasted, 2);
  expect(numbersOf(split)).toEqual(['', '1.', '1.1.', '2.', '2.1.', '2.2.', '3.', '3.1.']);
  expect(new Set(split.map(({ id }) => id)).size).toBe(8);
  expect(splitAt(split, 0)).toBe(split);
  expect(textOf(moved(clausesOf('а\nб\nв'), 1, 1))).toBe('а\nв\nб');
  expect(textOf(moved(clausesOf('а\nб'), 0, -1))).toBe('а\nб');
});

test.each([
  ['а\nб\nв', 'а\nг\nв', ['=а', '-б', '+г', '=в']],
  ['', 'а', ['+а']],
  ['а\nб', 'б', ['-а', '=б']],
  ['а', 'а', ['=а']],
  ['', '', []],
])('F46: what differs between %j and %j is told line by line', (before, after, told) => {
  const signs = { same: '=', removed: '-', added: '+' };
  expect(differenceOf(before, after).map(({ text, as }) => `${signs[as]}${text}`)).toEqual(told);
});

test('F46: texts too long to be compared are one that went and one that came', () => {
  const [before, after] = ['а\n'.repeat(1200), 'б\n'.repeat(1200)];
  expect(new Set(differenceOf(before, after).map(({ as }) => as))).toEqual(new Set(['removed', 'added']));
});
