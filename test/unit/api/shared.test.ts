import { expect, test } from 'vitest';
import { shared } from '#api/http/shared.ts';

test('Y18: a hundred who ask at once have it made once, and those who ask later too', async () => {
  let made = 0;
  const ask = shared(async () => {
    made += 1;
    return made;
  });
  expect(await Promise.all(Array.from({ length: 100 }, ask))).toEqual(Array.from({ length: 100 }, () => 1));
  expect(await ask()).toBe(1);
  expect(made).toBe(1);
});

test('Y18: what failed is told to those who asked, and made anew for the next one', async () => {
  let tries = 0;
  const ask = shared(async () => {
    tries += 1;
    if (tries === 1) throw new Error('away');
    return 'there';
  });
  const first = await Promise.allSettled([ask(), ask()]);
  expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await ask()).toBe('there');
  expect(tries).toBe(2);
});

test('Y18: what is no longer fresh is made anew, once', async () => {
  let made = 0;
  const ask = shared(async () => (made += 1), 0);
  expect(await ask()).toBe(1);
  expect(await ask()).toBe(2);
});
