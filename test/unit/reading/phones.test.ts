import type { CountryCode } from 'libphonenumber-js';
import { describe, expect, test } from 'vitest';
import { tableOf } from '#test/cases/table.ts';
import { readContact, readPhone, readWords } from '#workflows/reading/contact.ts';

const asked = [...tableOf('phones.csv'), ...tableOf('phones-siblings.csv')];

test.each(asked)('P1, P3: on a page of %s, %j holds the phone “%s”', (country, text, expected) => {
  expect(readContact(text ?? '', country as CountryCode).phone ?? '').toBe(expected);
});

describe('P1: an answer to the question for the phone is read generously', () => {
  test.each([
    ['UA', 'Марія 671234567', '+380671234567'],
    ['UA', 'Марія, 380671234567, Київ', '+380671234567'],
    ['UA', '№ 067 123 45 67', '+380671234567'],
    ['PL', 'Anna 512 345 678', '+48512345678'],
    ['ES', 'soy Ana 612 34 56 78', '+34612345678'],
    ['US', 'Ann, 213-373-4253', '+12133734253'],
    ['DE', 'Anna 15123456789', '+4915123456789'],
  ] as const)('%s: %s', (country, text, expected) => {
    expect(readContact(text, country)).toEqual({});
    expect(readWords(text, country).answer).toEqual({ phone: expected });
  });

  test.each([
    ['UA', 'а де моє замовлення 671234567?'],
    ['UA', 'артикул 671234567'],
    ['UA', '№671234567'],
    ['DE', 'Hätten Sie am 05.10.2026 um 12 Uhr einen Termin?'],
    ['DE', 'meine Kundennummer 4711081512'],
    ['UA', 'https://shop.example/380671234567.html'],
    ['UA', 'картка 4149 4390 1234 5678'],
  ] as const)('%s, and yet not this: %s', (country, text) => {
    expect(readWords(text, country).answer).toBeUndefined();
  });
});

test.each(['٠٦٧١٢٣٤٥٦٧', '۰۶۷۱۲۳۴۵۶۷', '０６７１２３４５６７', '०६७१२३४५६७', '০৬৭১২৩৪৫৬৭', '𝟎𝟔𝟕𝟏𝟐𝟑𝟒𝟓𝟔𝟕', '᠐᠖᠗᠑᠒᠓᠔᠕᠖᠗'])(
  'P3: %s is read the same in a chat and where a contact is added',
  (digits) => {
    expect(readContact(digits, 'UA').phone).toBe('+380671234567');
    expect(readPhone(digits, 'UA')).toBe('+380671234567');
  },
);
