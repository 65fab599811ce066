import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Step, play, same, story } from './asked.ts';

/** The steps of each chat by itself: a client who comes back has another one. */
function chatsOf(steps: Step[]): Step[][] {
  const chats: Step[][] = [];
  for (const step of steps) {
    if (step.before === null) chats.push([]);
    chats.at(-1)?.push(step);
  }
  return chats;
}

test('F16, F17: of one automatic message there is at most one for each occasion', () => {
  fc.assert(
    fc.property(...story, (first, happenings) => {
      for (const steps of chatsOf(play(first, happenings, same))) {
        const said = steps.flatMap(({ outcome }) => outcome.commands).filter((command) => command.kind === 'say');
        const keys = said.map(({ template, key }) => `${template} ${key}`);
        expect(keys).toEqual([...new Set(keys)]);
      }
    }),
    { numRuns: 300 },
  );
});

test('F08: no operator has a chat that is still asking for the contact', () => {
  fc.assert(
    fc.property(...story, (first, happenings) => {
      for (const { outcome } of play(first, happenings, same))
        if ((outcome.chat?.phase ?? 'open') !== 'open') expect(outcome.chat?.operators).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('F39: nothing is said outside Meta’s window', () => {
  fc.assert(
    fc.property(...story, (first, happenings) => {
      for (const { now, outcome } of play(first, happenings, same))
        if (outcome.commands.some(({ kind }) => kind === 'say'))
          expect(outcome.chat?.window?.until).toBeGreaterThan(now);
    }),
    { numRuns: 300 },
  );
});
