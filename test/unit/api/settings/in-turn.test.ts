import { expect, test } from 'vitest';
import { inTurn, leavePlace, type Place, takePlace } from '#api/routing/in-turn.ts';

async function* work(): AsyncGenerator<number, string> {
  yield 0.5;
  return 'done';
}

const codeOf = (ask: () => Place) => {
  try {
    leavePlace(ask());
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};
/** What is told first: that one waits, or how far the work is. */
const firstOf = async (place: Place) => (await inTurn(place, work()).next()).value;

test('A27: two work at once, the others wait in order, and who gives up while waiting leaves no gap', async () => {
  const [first, second, third, fourth] = [takePlace('a'), takePlace('b'), takePlace('c'), takePlace('d')];
  expect(await Promise.all([first, second, third, fourth].map(firstOf))).toEqual([0.5, 0.5, 0, 0]);
  leavePlace(third);
  leavePlace(first);
  const steps = inTurn(fourth, work());
  await expect.poll(async () => (await steps.next()).value).toBe(0.5);
  expect((await steps.next()).value).toBe('done');
  leavePlace(fourth);
  leavePlace(second);
});

test('A27: one person has three places, and all together ten; each is free again at once', () => {
  const theirs = [takePlace('a'), takePlace('a'), takePlace('a')];
  expect(codeOf(() => takePlace('a'))).toBe('TOO_MANY_ATTEMPTS');
  const others = Array.from({ length: 7 }, (_, n) => takePlace(`other-${n}`));
  expect(codeOf(() => takePlace('b'))).toBe('BUSY');
  leavePlace(theirs[2] as Place);
  expect(codeOf(() => takePlace('a'))).toBeNull();
  [...theirs, ...others].forEach(leavePlace);
  expect(codeOf(() => takePlace('b'))).toBeNull();
});
