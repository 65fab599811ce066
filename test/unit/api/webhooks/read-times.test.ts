import { expect, test } from 'vitest';
import { AT, fromClient, textItem } from './items.ts';
import { now, read } from './read-cases.ts';

test.each([
  ['seconds', AT / 1000],
  ['milliseconds', AT],
  ['a string of milliseconds', String(AT)],
  ['a string of seconds', String(AT / 1000)],
])('Meta writes times as %s', (_, timestamp) => {
  expect(read({ ...textItem('m_1', 'x'), timestamp })[0]?.at).toBe(AT);
});

test.each([
  ['far away', 1e308],
  ['minus nought', -0],
  ['the year 1970', 5],
  ['before there was a Facebook', Date.UTC(2003, 11, 31)],
  ['2099', Date.UTC(2099, 0, 1)],
  ['the day after tomorrow', now + 24 * 3_600_000 + 1],
  ['a word', 'soon'],
  ['a list', [AT]],
  ['nothing', null],
])('Y30: a time that cannot be (%s) is the time of arrival', (_, timestamp) => {
  expect(read({ ...textItem('m_1', 'x'), timestamp })).toMatchObject([{ kind: 'message', text: 'x', at: now }]);
});

test('Y30: a clock may be a day ahead, and no more', () => {
  const at = now + 24 * 3_600_000;
  expect(read({ ...textItem('m_1', 'x'), timestamp: at })[0]?.at).toBe(at);
});

test('Y30: what is delivered by name is delivered, whatever stands beside it as the time', () => {
  expect(read(fromClient({ delivery: { mids: ['m_1', 5, ''], watermark: Date.UTC(2099, 0, 1) } }))).toMatchObject([
    { kind: 'delivery', mids: ['m_1'], watermark: null },
  ]);
});
