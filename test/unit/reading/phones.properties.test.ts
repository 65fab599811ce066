import fc from 'fast-check';
import { type CountryCode, getCountries, getExampleNumber } from 'libphonenumber-js';
import examples from 'libphonenumber-js/mobile/examples';
import { expect, test } from 'vitest';
import { readContact, readWords } from '#workflows/reading/contact.ts';

const country = fc.constantFrom(...getCountries());
/** Countries with a number that could be nothing else by its length: fewer than seven digits are never looked at. */
const numbers = getCountries().flatMap((code) => {
  const example = getExampleNumber(code, examples);
  return example && example.nationalNumber.length >= 8 ? [{ code, example }] : [];
});
const phone = fc.constantFrom(...numbers);
const words = fc.constantFrom('Добрий день, я Марія', 'Hello', 'Guten Tag', 'مرحبا', 'Привіт!', 'це 2 шт', '');
const after = fc.constantFrom('', '.', ', дякую', ' thanks', '\nМарія', '! 🙂');

test('P1: with + or 00 a number is found in any company, in every country', () => {
  fc.assert(
    fc.property(phone, words, after, fc.boolean(), fc.boolean(), (one, before, behind, isZero, isSpaced) => {
      const written = isSpaced ? one.example.formatInternational() : one.example.number;
      const text = `${before} ${isZero ? written.replace('+', '00') : written}${behind}`;
      expect(readContact(text, one.code).phone).toBe(one.example.number);
      expect(readContact(text, 'UA').phone).toBe(one.example.number);
    }),
  );
});

test('P1: what is called a phone is found as its own people write it, and so is an answer', () => {
  const names = fc.constantFrom(
    'мій номер',
    'тел.',
    'телефон:',
    'дзвоніть на',
    'my phone is',
    'call me at',
    'Tel.:',
    '📞',
  );
  fc.assert(
    fc.property(phone, words, names, after, (one, before, name, behind) => {
      const written = one.example.formatNational();
      expect(readContact(`${before} ${name} ${written}${behind}`, one.code).phone).toBe(one.example.number);
      expect(readWords(`${written}${behind}`, one.code).answer?.phone).toBe(one.example.number);
    }),
  );
});

const digits = (min: number, max: number) => fc.stringMatching(new RegExp(`^[0-9]{${min},${max}}$`));
const two = (n: number): string => String(n).padStart(2, '0');
const date = fc
  .record({
    year: fc.integer({ min: 1900, max: 2099 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .chain(({ year, month, day }) =>
    fc.constantFrom(
      `${two(day)}.${two(month)}.${year}`,
      `${day}.${month}.${year}`,
      `${two(day)}/${two(month)}/${year}`,
      `${two(day)}-${two(month)}-${year}`,
      `${year}-${two(month)}-${two(day)}`,
      `${two(day)}. ${two(month)}. ${year}`,
      `${two(day)}${two(month)}${year}`,
      `${two(day)}.${two(month)}.${two(year % 100)}`,
    ),
  );
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${two(h)}:${two(m)}`);
const card = digits(16, 16).map((all) => all.replace(/^0/, '4').replace(/(\d{4})(?=\d)/g, '$1 '));
const order = fc
  .tuple(
    fc.constantFrom(
      'замовлення №',
      'Замовлення ',
      'артикул ',
      'ТТН ',
      'order #',
      'Bestellnummer ',
      'zamówienie ',
      'чек № ',
      '#',
      '№',
    ),
    digits(5, 13),
  )
  .map(([name, number]) => name + number);
const price = fc
  .tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.constantFrom(' грн', ' UAH', '€', ' zł', ' руб'))
  .map(([sum, money]) => sum.toLocaleString('uk').replaceAll('\u00a0', ' ') + money);

test.each([
  ['a date', date],
  ['two dates', fc.tuple(date, date).map((both) => both.join(' - '))],
  ['a date and a time', fc.tuple(date, time).map((both) => both.join(' '))],
  ['times', fc.tuple(time, time).map((both) => both.join('-'))],
  ['a card', card],
  ['a waybill', digits(14, 14).map((all) => `ТТН 2${all.slice(1)}`)],
  ['an order', order],
  ['a price', price],
  ['a link', fc.tuple(digits(7, 14)).map(([n]) => `https://shop.example/${n}?id=0671234567`)],
  ['an address', digits(7, 12).map((n) => `${n}@mail.example`)],
  ['a file', digits(7, 12).map((n) => `IMG${n}`)],
])('P1: %s is a phone in no country', (_, thing) => {
  const around = fc.constantFrom(['Чи буде ', ' у вас?'], ['Ist ', ' richtig?'], ['', ' ok'], ['is it ', '']);
  fc.assert(
    fc.property(thing, around, country, (said, [before, behind], code: CountryCode) => {
      expect(readContact(`${before}${said}${behind}`, code).phone).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

test('P1: a row of digits that does not begin like a phone is none in running text', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2_000_000, max: 7_999_999_999 }), country, (number, code) => {
      expect(readContact(`чекаю ${number} вже тиждень`, code).phone).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});
