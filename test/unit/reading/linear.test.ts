import { expect, test } from 'vitest';
import { cleanName } from '#workflows/checking/file-name.ts';
import { growth, LINEAR } from '#test/cases/growth.ts';
import { readEmail, readPhone, readWords } from '#workflows/reading/contact.ts';
import { withoutNumbers } from '#workflows/golden/example.ts';
import { withoutDates, withoutLinks } from '#workflows/reading/blank.ts';
import { findEmail } from '#workflows/reading/email.ts';
import { readHost } from '#workflows/reading/host.ts';
import { intentOf } from '#workflows/reading/intent.ts';
import { findPhone } from '#workflows/reading/phone.ts';
import { plainText } from '#workflows/reading/plain.ts';
import { render, unknownVariables } from '#workflows/settings/render.ts';

const times = (unit: string) => (n: number) => unit.repeat(Math.ceil(n / unit.length));
const WORST = [
  '.',
  ' ',
  '@',
  'a',
  'я',
  '1',
  '-',
  '(',
  '+',
  '٠',
  '\u0301',
  '{',
  '}',
  '{{',
  '{{ ',
  '\uE000',
  '%20',
  'xn--',
  '! ',
  'a@',
  'a.',
  '@a.',
  'https://',
  '://',
  '067 ',
  '1.1.',
  '05.10.',
  '(1',
  '№ 1',
  'тел. ',
  '+1 ',
  'ой ',
  'a ,',
  '{{x}} ',
  '({{x}}',
  '{{x}},',
];
const texts = [
  ...WORST.map((unit) => [JSON.stringify(unit), times(unit)] as const),
  ['a place with spaces', (n: number) => `{{${' '.repeat(n)}`] as const,
  ['dots behind a name', (n: number) => `a${'.'.repeat(n)}b`] as const,
  ['an opened pair', (n: number) => `(${'{{x}}, '.repeat(n / 7)}`] as const,
  ['a long address', (n: number) => `${'a.'.repeat(n / 4)}@${'a.'.repeat(n / 4)}com`] as const,
];
const values = { first_name: 'Марія' };

/** Everything of ours that reads what clients, colleagues and admins write. */
const READERS: [string, (text: string) => unknown][] = [
  ['plainText', plainText],
  ['readWords', (text) => readWords(text, 'UA')],
  ['findPhone', (text) => findPhone(text.slice(0, 8_000), 'UA')],
  ['findEmail', findEmail],
  ['readPhone', (text) => readPhone(text, 'UA')],
  ['readEmail', readEmail],
  ['readHost', readHost],
  ['withoutDates', withoutDates],
  ['withoutLinks', withoutLinks],
  ['withoutNumbers', withoutNumbers],
  ['intentOf', intentOf],
  ['render', (text) => render(text, values)],
  ['unknownVariables', unknownVariables],
  ['cleanName', cleanName],
];

test.each(READERS)('Y31: %s takes one pass over the worst that can be written', (_, read) => {
  for (const [name, worst] of texts) expect(growth(read, worst), name).toBeLessThan(LINEAR);
});
