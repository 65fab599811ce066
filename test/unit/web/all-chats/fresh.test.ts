import { expect, test } from 'vitest';
import { readAddress } from '#lib/all-chats/address.ts';
import { comesToTop, topOf } from '#lib/all-chats/fresh.ts';
import { chat } from '../chat/chat-fixtures.ts';

const at = (time: string) => `2026-11-17T${time}:00.000Z`;
const ASKED = Date.parse(at('12:00'));
const top = (words: string) => topOf(readAddress(new URLSearchParams(words)), [older, newer], ASKED);
const older = chat(3, { lastContactAt: at('10:00'), createdAt: at('08:00') });
const newer = chat(5, { lastContactAt: at('11:00'), createdAt: at('09:00') });
const said = (time: string, number = 9) => chat(number, { lastContactAt: at(time), createdAt: at(time) });

test('F25: what would stand above all that are shown is new, unless it does not fit', () => {
  expect(comesToTop(said('11:01'), top(''))).toBe(true);
  expect(comesToTop(said('10:30'), top(''))).toBe(false);
  expect(comesToTop(said('11:01'), top('order=asc'))).toBe(false);
  expect(comesToTop(said('11:01'), top('status=finished'))).toBe(false);
  expect(comesToTop(said('10:30', 4), top('sort=number'))).toBe(false);
  expect(comesToTop(said('10:30', 6), top('sort=number'))).toBe(true);
});

test('F25: behind the first page only what has moved since is new, and not what stands on those before', () => {
  for (const sort of ['lastContactAt', 'createdAt', 'number']) {
    expect([sort, comesToTop(said('11:30'), top(`sort=${sort}&part=2`))]).toEqual([sort, false]);
    expect([sort, comesToTop(said('12:01'), top(`sort=${sort}&part=2`))]).toEqual([sort, true]);
  }
});
