import { expect, test } from 'vitest';
import { typedTime } from '#lib/words/typed-time.ts';

test.each([
  ['9', '09:00'],
  ['930', '09:30'],
  ['0930', '09:30'],
  ['9.30', '09:30'],
  [' 23:59 ', '23:59'],
  ['24:00', null],
  ['12:60', null],
  ['9:30 PM', null],
  ['опівдні', null],
  ['', null],
])('§8 Settings: “%s” typed as a time is %s', (text, time) => {
  expect(typedTime(text)).toBe(time);
});
