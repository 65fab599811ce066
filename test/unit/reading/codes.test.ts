import { expect, test } from 'vitest';
import { codeWarning, vatCodeWarning } from '#workflows/reading/codes.ts';

test.each([
  ['32855961', null],
  ['14360570', null],
  ['00032112', null],
  ['32855962', 'check_digit'],
  ['1759013776', null],
  ['1759013775', 'check_digit'],
  ['АБ123456', null],
  ['123456789', null],
  ['', null],
  ['1234567', 'unknown_form'],
  ['3285596l', 'unknown_form'],
])('F44: the code %s of a contact: %s', (code, warning) => {
  expect(codeWarning(code)).toBe(warning);
});

test.each([
  ['', null],
  ['1759013776', null],
  ['328559612345', null],
  ['32855961', 'unknown_form'],
])('F44: the VAT code %s of a contact: %s', (code, warning) => {
  expect(vatCodeWarning(code)).toBe(warning);
});

test('F44: one wrong digit of a code is always noticed but where ten counts as nought', () => {
  const noticed = [...Array(10).keys()].map((digit) => codeWarning(`3285596${digit}`));
  expect(noticed.filter((warning) => warning === null)).toHaveLength(1);
});
