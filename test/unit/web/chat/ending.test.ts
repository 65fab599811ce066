import { expect, test } from 'vitest';
import { endOf, secondsLeft } from '#lib/chat/finish/ending.ts';
import { nextWaiting } from '#lib/commands/waiting-order.ts';
import { chat } from './chat-fixtures.ts';

const at = (minute: number) => `2026-11-17T10:0${minute}:00.000Z`;
const me = [{ id: 'olena', name: 'Олена Коваль' }];
const finish = { kind: 'finish' as const, at: at(1) };

test('§1.4: the next chat is my client who waits longest, then whom nobody leads; none that ends or is asked', () => {
  const of = (number: number, is: Parameters<typeof chat>[1]) => chat(number, { phase: 'open', ...is });
  const mine = of(1, { operators: me, waitingSince: at(5) });
  const longer = of(2, { operators: me, waitingSince: at(3) });
  const free = of(3, { operators: [], waitingSince: at(1) });
  const ending = of(4, { operators: me, waitingSince: at(0), deadlines: [finish] });
  const asked = of(5, { operators: [], waitingSince: at(0), phase: 'collecting_phone' });
  const quiet = of(6, { operators: me, waitingSince: null });
  const next = (...chats: (typeof mine)[]) => nextWaiting([...chats, ending, asked, quiet], 'olena', 9)?.number;
  expect(next(mine, longer, free)).toBe(2);
  expect(next(free)).toBe(3);
  expect(next()).toBeUndefined();
  expect(nextWaiting([mine], 'olena', 1)).toBeNull();
});

test('§1.4: a finish that can be undone has its moment, a finished chat has none', () => {
  expect(endOf(chat(1, { deadlines: [finish] }))).toBe(Date.parse(at(1)));
  expect(endOf(chat(1, { deadlines: [] }))).toBeNull();
  expect(endOf(chat(1, { deadlines: [finish], status: 'finished' }))).toBeNull();
  expect([secondsLeft(9_500, 0), secondsLeft(0, 5)]).toEqual([10, 0]);
});
