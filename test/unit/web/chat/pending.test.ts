import { expect, test } from 'vitest';
import { readPending } from '#lib/chat/composer/pending.ts';

const message = { key: 'a1', chatNumber: 7, text: 'Добрий день', at: '2026-11-27T09:00:00.000Z', replyTo: null };

test('a message on its way is read back as it was kept', () => {
  expect(readPending(JSON.stringify(message))).toEqual(message);
  expect(readPending(JSON.stringify({ ...message, replyTo: 'm1' }))).toEqual({ ...message, replyTo: 'm1' });
});

test('F40: an answer of files alone is one, too; a file that is none makes it none', () => {
  const file = { id: 'f1', name: 'рахунок.pdf', kind: 'file', mime: 'application/pdf', size: 7 };
  const files = { ...message, text: '', files: [file] };
  expect(readPending(JSON.stringify(files))).toEqual(files);
  expect(readPending(JSON.stringify({ ...files, files: [{ ...file, kind: 'page' }] }))).toBeNull();
});

test.each([
  ['', 'nothing'],
  ['{', 'half of it'],
  ['null', 'null'],
  [JSON.stringify({ ...message, chatNumber: '7' }), 'a number as a word'],
  [JSON.stringify({ ...message, text: '' }), 'no text'],
  [JSON.stringify({ ...message, replyTo: undefined }), 'a fact that is missing'],
])('what another build or hand left there is none: %s (%s)', (kept) => {
  expect(readPending(kept)).toBeNull();
});
