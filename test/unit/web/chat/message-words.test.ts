import { expect, test } from 'vitest';
import { attachmentIcon, attachmentWord, mapAddress } from '#lib/chat/thread/attachment-words.ts';
import { afterOf, clientWords } from '#lib/inbox/row-words.ts';
import type { Chat } from '#lib/api/types.ts';
import { quotedOf, quotedWords } from '#lib/chat/quoting/quoting.ts';
import { wordsInstead } from '#lib/chat/thread/message-words.ts';
import { chat, message } from './chat-fixtures.ts';

test.each([
  ['unsupported', /такого виду/],
  ['unsent', /відкликав/],
] as const)('V5: %s has words in its bubble, in a quote of it and in the list', (kind, words) => {
  expect(wordsInstead(kind)).toMatch(words);
  expect(quotedWords(quotedOf(message('', '10:00:00', { kind, text: '' }), 1))).toMatch(words);
  const clientSaid = { kind, text: '', attachment: null, at: '2026-11-17T16:00:00.000Z' };
  expect(clientWords(chat(1, { clientSaid }))).toMatch(words);
});

test('V2: what is quoted and has no text is called by what was attached', () => {
  const quoted = (name: string | null) =>
    quotedWords(quotedOf(message('', '10:00:00', { text: '', attachments: [{ type: 'image', name }] }), 1));
  expect([quoted(null), quoted('чек.png')]).toEqual(['Фото', 'чек.png']);
});

test('V1: kinds have their words, and one that nobody knows is no word of our own machine', () => {
  expect(attachmentWord('product')).toBe('Товар із магазину');
  for (const type of ['hologram', 'constructor', '__proto__', 'toString', '']) {
    expect(attachmentWord(type)).toBe('Вкладення');
    expect(attachmentIcon(type)).toBe('file');
  }
});

test('V3: a place is an address of a map', () => {
  const address = new URL(mapAddress({ lat: 50.45, long: -30.5 }));
  expect([address.protocol, address.searchParams.get('mlat'), address.searchParams.get('mlon')]).toEqual([
    'https:',
    '50.45',
    '-30.5',
  ]);
});

test('B1: in the list another application speaks for itself', () => {
  const markOf = (via: Last['via']) => afterOf(chat(1, { lastMessage: last({ direction: 'out', via }) }), 'me')?.mark;
  expect(markOf('other_app')).toBe('Програма:');
  expect(markOf('meta_inbox')).toBe('Ми:');
});

type Last = NonNullable<Chat['lastMessage']>;

function last(is: Partial<Last>): Last {
  return {
    id: 'last',
    direction: 'in',
    via: 'client',
    text: '',
    kind: 'text',
    state: 'received',
    at: '2026-11-17T16:00:00.000Z',
    reason: null,
    attachment: null,
    authorId: null,
    ...is,
  };
}
