import { describe, expect, test } from 'vitest';
import { changesOf, drafted, withHours } from '#lib/settings/settings-patch.ts';
import { threadOf } from '#lib/chat/thread/thread.ts';
import { refusalOf, sizeWords } from '#lib/chat/thread/file-words.ts';
import { settingTitle, valueWords } from '#lib/settings/setting-words.ts';
import { automatic, said } from '../chat/chat-fixtures.ts';

const MEGABYTE = 1_048_576;
const price = { fileId: '1', name: 'прайс.pdf' };
const plan = { fileId: '2', name: 'графік.png' };

describe('F19: the file of a message', () => {
  test('is one change, whichever part of it differs', () => {
    const own = { attachments: { waiting: price } };
    const published = withHours(own);
    const layers = { below: null, published, own, patch: { attachments: { waiting: plan, finished: price } } };
    expect(changesOf(layers)).toEqual([
      { path: 'attachments.waiting', from: price, to: plan },
      { path: 'attachments.finished', from: null, to: price },
    ]);
  });

  test('that the draft has no more is gone', () => {
    const own = { attachments: { waiting: price } };
    const layers = { below: null, published: withHours({ requirePhone: true, ...own }), own, patch: {} };
    expect(drafted(layers)).toEqual(withHours({ requirePhone: true }));
    expect(changesOf(layers)).toEqual([{ path: 'attachments.waiting', from: price, to: null }]);
  });

  test('has a title and is called by its name', () => {
    expect(settingTitle('attachments.waiting')).toBe('«Чекання», файл');
    expect(valueWords('attachments.waiting', price)).toBe('прайс.pdf');
    expect(valueWords('attachments.waiting', null)).toBe('немає');
    expect(valueWords('attachments.waiting', null, true)).toBe('як для всіх сторінок');
  });
});

test('F19: in the chat the file of a message stands before its text, under the same reason', () => {
  const file = { text: '', attachments: [{ type: 'image', name: 'графік.png' }], id: 'z' };
  const messages = [
    automatic('outOfHours', 'closed 1', '16:00:00', { id: 'a' }),
    automatic('outOfHours', 'closed 1 file', '16:00:00', file),
  ];
  const told = said('e', '16:00:00', 'out_of_hours', { template: 'outOfHours', key: 'closed 1' });
  const source = { messages, entries: [told], unconfirmed: [], newFromId: null, isComplete: true };
  const items = threadOf(source).filter(({ type }) => type !== 'day');
  expect(items.map((item) => (item.type === 'message' ? [item.message.id, item.told] : item.type))).toEqual([
    ['z', told],
    ['a', told],
  ]);
});

describe('A11: before it is sent, a file', () => {
  const file = (size: number, type = '', name = 'a') => refusalOf({ name, size, type });

  test('of nothing, and one larger than Facebook takes, is refused in words', () => {
    expect(file(0)).toBe('Файл «a» порожній.');
    expect(file(8 * MEGABYTE + 1, 'image/png')).toMatch(
      /^Зображення «a» завелике: 8\sМБ\. Facebook приймає зображення до 8\sМБ/,
    );
    expect(file(26 * MEGABYTE, 'video/mp4')).toMatch(/^Файл «a» завеликий: 26\sМБ\. Facebook приймає файли до 25\sМБ/);
  });

  test('within the limits is not', () => {
    for (const [size, type] of [
      [8 * MEGABYTE, 'image/png'],
      [25 * MEGABYTE, 'application/pdf'],
      [20 * MEGABYTE, 'image/webp'],
      [1, ''],
    ] as const)
      expect(file(size, type)).toBe('');
  });

  test('has its size said', () => {
    expect([12, 1_300, 20_480, 1_500_000, 25 * MEGABYTE].map((bytes) => sizeWords(bytes).replace(/\s/, ' '))).toEqual([
      '0,1 кБ',
      '1,3 кБ',
      '20 кБ',
      '1,4 МБ',
      '25 МБ',
    ]);
  });
});
