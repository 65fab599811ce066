import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readContact } from '#workflows/reading/contact.ts';

test.each([
  ['мій номер 067 123 45 67', { phone: '+380671234567' }],
  ['+38 (067) 123-45-67 дзвоніть', { phone: '+380671234567' }],
  ['пишіть на Olena.Koval@Poshta.UA!', { email: 'olena.koval@poshta.ua' }],
  ['+48 512 345 678 або x@y.pl', { phone: '+48512345678', email: 'x@y.pl' }],
  ['ціна 1200 грн, замовлення 12345', {}],
  ['@olena, привіт', {}],
  ['', {}],
])('%j holds %j', (text, contact) => {
  expect(readContact(text, 'UA')).toEqual(contact);
});

test('any text is searched and gives a number and an address that could be', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('@', '.', '+380', '067 1234567', 'a@', '1'.repeat(60), '@a.'.repeat(80)),
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      const { phone, email } = readContact(parts.join(''), 'UA');
      expect(phone ?? '+38').toMatch(/^\+\d+$/);
      expect(email ?? 'a@b.c').toMatch(/^[^\s@]+@[^\s@]+\.[^\s@]+$/);
    }),
    { numRuns: 150 },
  );
});
