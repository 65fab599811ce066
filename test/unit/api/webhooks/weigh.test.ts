import { expect, test } from 'vitest';
import { isMuch, isTooMuch, weigh } from '#api/webhooks/weigh.ts';
import { PAGE, textItem } from './items.ts';

const weightOf = (text: string) => weigh(new TextEncoder().encode(text));
const bodyOf = (messaging: string) => `{"object":"page","entry":[{"id":"${PAGE}","messaging":[${messaging}]}]}`;
const many = (what: string, count: number) => Array.from({ length: count }, () => what).join(',');

test.each([
  ['600,000 nulls', bodyOf(many('null', 600_000))],
  ['600,000 empty objects', bodyOf(many('{}', 600_000))],
  ['950,000 lists in each other', bodyOf('['.repeat(950_000) + ']'.repeat(950_000))],
  ['300,000 fields of one event', bodyOf(`{${many('"a":1', 300_000)}}`)],
  ['20,000 numbers for events', bodyOf(many('1', 20_000))],
  ['100,000 entries', `{"object":"page","entry":[${many('{}', 100_000)}]}`],
  ['lists that never end', '['.repeat(40_000)],
])('Y08: %s are too much to be looked into', (_, text) => {
  expect(isTooMuch(weightOf(text))).toBe(true);
});

test('Y08: nine thousand messages are much, a thousand too, and none of them too much', () => {
  const body = (count: number) =>
    bodyOf(many(JSON.stringify(textItem('m_1', 'Добрий день, "лапки" \\ і [дужки], {такі}')), count));
  expect([9_000, 1_000].map((count) => isTooMuch(weightOf(body(count))))).toEqual([false, false]);
  expect([9_000, 1_000, 100, 1].map((count) => isMuch(weightOf(body(count))))).toEqual([true, true, false, false]);
});

test('Y08: what stands in a text counts for nothing', () => {
  const text = JSON.stringify('[{"a":[1,2,3]},"\\",[[[['.repeat(20));
  expect(weightOf(bodyOf(`{"x":${text}}`))).toEqual({ parts: 7, depth: 5, items: 2 });
});
