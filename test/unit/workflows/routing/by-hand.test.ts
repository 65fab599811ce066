import { expect, test } from 'vitest';
import { byHand } from '#workflows/routing/by-hand.ts';
import { facts, person, question } from './questions.ts';

test('§1.6: a chat is given by hand: on shift first, then with nothing against them, then with fewer chats', () => {
  const candidates = [
    person('away', { presence: 'away' }),
    person('full', { capacity: 1, load: 1 }),
    person('busy', { load: 3 }),
    person('free', { load: 1 }),
  ];
  expect(byHand(question({ candidates })).map(({ one }) => one.id)).toEqual(['free', 'busy', 'full', 'away']);
});

test('§1.6: what speaks against somebody is told, whether the rules ask for it or not', () => {
  const chat = facts({ locale: 'en_GB', pageSkills: ['lamps'] });
  const leaveUntil = question().at + 1;
  const candidates = [person('olena', { leaveUntil, capacity: 2, load: 2, languages: ['uk'], skills: ['sofas'] })];
  expect(byHand(question({ chat, candidates }))[0]?.cons).toEqual([
    { code: 'on_leave', fact: leaveUntil },
    { code: 'full', fact: 2 },
    { code: 'language', fact: 'en_GB' },
    { code: 'skill' },
  ]);
});

test('§1.6: of somebody whose languages nobody noted nothing is said of them', () => {
  const chat = facts({ locale: 'en_GB' });
  expect(byHand(question({ chat, candidates: [person('olena')] }))[0]?.cons).toEqual([]);
});
