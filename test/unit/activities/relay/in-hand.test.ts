import { expect, test } from 'vitest';
import { InHand } from '#activities/relay/in-hand.ts';

const SECOND = 1_000;
const tellMany = (hand: InHand, count: number, at: number, name = 'client'): void => {
  for (let n = 0; n < count; n += 1) hand.tell(`${name} ${n}`, at);
};

test('Y23: while nobody decides, a bounded number of clients is told, however long it lasts', () => {
  const hand = new InHand();
  let told = 0;
  for (let at = 0; at < 24 * 3_600 * SECOND; at += 10 * SECOND) {
    for (let places = hand.places(at); places > 0; places -= 1) hand.tell(`client ${told++}`, at);
  }
  expect(told).toBeLessThan(600);
});

test('Y23: as chats decide, their places are free at once', () => {
  const hand = new InHand();
  tellMany(hand, 96, 0);
  expect(hand.places(0)).toBe(0);
  hand.keep(new Set(hand.clients.slice(10)));
  expect(hand.places(100)).toBe(10);
});

test('a client that is stuck takes nobody’s place once others went by', () => {
  const hand = new InHand();
  hand.tell('stuck', 0);
  tellMany(hand, 95, 10 * SECOND);
  hand.keep(new Set(['stuck']));
  expect(hand.clients).toEqual([]);
  expect(hand.places(10 * SECOND)).toBe(96);
});

test('where all that were told are stuck, others come through soon', () => {
  const hand = new InHand();
  tellMany(hand, 96, 0, 'stuck');
  const stuck = new Set(hand.clients);
  expect(hand.places(6 * SECOND)).toBeGreaterThan(0);
  hand.tell('fresh', 6 * SECOND);
  hand.keep(stuck);
  expect(hand.places(6 * SECOND)).toBe(96);
});

test('a client that is told once more takes one place', () => {
  const hand = new InHand();
  hand.tell('one', 0);
  hand.tell('one', SECOND);
  expect(hand.places(SECOND)).toBe(95);
});
