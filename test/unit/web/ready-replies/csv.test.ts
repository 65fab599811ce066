import { expect, test } from 'vitest';
import type { ReadyReply } from '#lib/api/types.ts';
import { fromCsv, textOf, toCsv } from '#lib/ready-replies/csv.ts';

const reply = (text: string): ReadyReply => ({
  id: text,
  shortcut: 'а',
  title: 'Назва',
  texts: { uk: text },
  scope: 'shared',
  pages: [],
  fileIds: [],
  files: [],
  used: { total: 0, mine: 0, by: [] },
  updatedAt: '2026-11-29T10:00:00Z',
});

test.each(['=1+1', '＝1+1', '＋380', '－5 %', '@all', ' =1', "'=1", "''-5", '-5 %'])(
  'F21: %j is no formula to a table, and comes back as it was',
  (text) => {
    const csv = toCsv([reply(text)], ';');
    expect(csv.split('\r\n')[1]).toMatch(/^а;Назва;shared;;"?'.*"?;$/);
    expect(fromCsv(csv.slice(1), [], 'shared').contents).toMatchObject([{ texts: { uk: text.trim() } }]);
  },
);

test('F21: a file is read as a program in Ukrainian saves it, in UTF-8 or as Windows does', () => {
  const words = 'shortcut;title;uk\r\nдякую;Подяка;Щиро дякуємо, їжаче!';
  const letters = new Map(
    Array.from({ length: 256 }, (_, code) => [new TextDecoder('windows-1251').decode(Uint8Array.of(code)), code]),
  );
  const ofWindows = Uint8Array.from([...words], (letter) => letters.get(letter) ?? 0);
  expect(textOf(ofWindows.buffer)).toBe(words);
  expect(textOf(new TextEncoder().encode(`\uFEFF${words}`).buffer)).toBe(words);
});
