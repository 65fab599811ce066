import { expect, test } from 'vitest';
import { codeFits } from '#workflows/documents/codes.ts';
import { compactIban, isIban } from '#workflows/documents/iban.ts';
import { isNumberFormat, writeNumber } from '#workflows/documents/number-format.ts';

test.each(['32855961', '14360570', '00032112', '1759013776'])('F46: the check digit of %s fits', (code) => {
  expect(codeFits(code)).toBe(true);
  const other = `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`;
  expect(codeFits(other)).toBe(false);
});

test.each(['', '1', '123456789', '3285596I'])('F46: %j is no code', (code) => expect(codeFits(code)).toBe(false));

test('F46: an IBAN is kept without what people put between its digits, and adds up', () => {
  const iban = compactIban('ua67 3005 2800 0002 6500\u00A05043 5407 7');
  expect([iban, isIban(iban)]).toEqual(['UA673005280000026500504354077', true]);
  for (const wrong of ['UA673005280000026500504354078', 'UA67300528000002650050435407', 'GB29NWBK60161331926819', ''])
    expect(isIban(wrong)).toBe(false);
});

test.each([
  ['РФ-{n:4}', 7, '2026-11-26', 'РФ-0007'],
  ['АКТ-{n}/{yyyy}', 12, '2026-01-01', 'АКТ-12/2026'],
  ['{yy}{mm}-{n:2}', 123, '2027-03-05', '2703-123'],
])('F46: %s writes %i of %s as %s', (format, count, date, written) => {
  expect(isNumberFormat(format)).toBe(true);
  expect(writeNumber(format, count, date)).toBe(written);
});

test.each(['РФ', '{n}{n}', '{n} {x}', '{n', '{n:0}', `{n}${'я'.repeat(40)}`])('F46: %s is no format', (format) => {
  expect(isNumberFormat(format)).toBe(false);
});
