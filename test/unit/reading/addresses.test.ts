import { expect, test } from 'vitest';
import { readEmail } from '#workflows/reading/contact.ts';

test.each([
  '"ivan ivanov"@example.com',
  '"ivan@home"@example.com',
  '"ivan\\"s"@example.com',
  'ірина.коваль@example.com',
  "d'arc!#$%&*+/=?^_`{|}~-@example.com",
  `${'a'.repeat(64)}@example.com`,
  `${'я'.repeat(32)}@example.com`,
  `a@${'b'.repeat(63)}.com`,
  'a@b.c-d.укр',
  'a@𠀋.com',
])('E3: %s is an address', (written) => expect(readEmail(written)).toBe(written));

test.each([
  'ivan ivanov@example.com',
  'ivan@home@example.com',
  '"ivan"s"@example.com',
  '"ivan\0"@example.com',
  '.ivan@example.com',
  'ivan.@example.com',
  'ivan..ivanov@example.com',
  'ivan(home)@example.com',
  'ivan\u0085@example.com',
  'ivan\uE000@example.com',
  '🙂@example.com',
  '\uD83D@example.com',
  `${'a'.repeat(65)}@example.com`,
  `${'я'.repeat(33)}@example.com`,
  `a@${'b'.repeat(64)}.com`,
  `a@${`${'b'.repeat(62)}.`.repeat(4)}com`,
  'a@localhost',
  'a@example.c',
  'a@example.42',
  'a@-example.com',
  'a@example-.com',
  'a@example..com',
  'a@example.com.',
  'a@exa_mple.com',
])('E3: %j is none', (written) => expect(readEmail(written)).toBeNull());
