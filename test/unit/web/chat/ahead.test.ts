import { beforeEach, describe, expect, test } from 'vitest';
import { Ahead } from '#lib/chat/ahead.ts';
import { chat } from './chat-fixtures.ts';

describe('§4: what a chat opens with, asked for before anybody presses', () => {
  let asked: number[];
  let now: number;
  let ahead: Ahead<string>;

  beforeEach(() => {
    [asked, now] = [[], 0];
    ahead = new Ahead(
      (number) => {
        asked.push(number);
        return number === 13 ? Promise.reject(new Error('away')) : Promise.resolve(`chat ${number}, ${asked.length}`);
      },
      () => now,
    );
  });

  test('is asked for once, and serves once', async () => {
    ahead.look(chat(1));
    ahead.look(chat(1));
    expect(asked).toEqual([1]);
    expect(await ahead.take(1)).toBe('chat 1, 1');
    expect(await ahead.take(1)).toBeNull();
    expect(await ahead.take(2)).toBeNull();
  });

  test.each([
    ['a message or an entry of it', () => ahead.forget(1)],
    ['the chat itself', () => ahead.changed(chat(1))],
    ['another chat of its client', () => ahead.changed(chat(9, { client: chat(1).client }))],
    ['a gap in the stream', () => ahead.clear()],
    ['a minute', () => (now = 60_000)],
  ])('is old after %s', async (_, happens) => {
    ahead.look(chat(1));
    happens();
    expect(await ahead.take(1)).toBeNull();
    ahead.look(chat(1));
    expect(await ahead.take(1)).toBe('chat 1, 2');
  });

  test('stays what it is where something else changes', async () => {
    ahead.look(chat(1));
    ahead.forget(2);
    ahead.changed(chat(3));
    expect(await ahead.take(1)).toBe('chat 1, 1');
  });

  test('is nothing where it was not to be had: whoever opens the chat asks, and hears why', async () => {
    ahead.look(chat(13));
    expect(await ahead.take(13)).toBeNull();
  });

  test('is kept of few chats, those of last', async () => {
    for (let number = 1; number <= 8; number += 1) ahead.look(chat(number));
    expect(await ahead.take(2)).toBeNull();
    expect(await ahead.take(3)).toBe('chat 3, 3');
  });
});
