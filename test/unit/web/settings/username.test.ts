import { expect, test } from 'vitest';
import { usernameIn } from '#lib/settings/widget/username.ts';

test.each([
  ['dim.svitlo', 'dim.svitlo'],
  [' @dim.svitlo ', 'dim.svitlo'],
  ['https://m.me/dim.svitlo?ref=site', 'dim.svitlo'],
  ['m.me/dim.svitlo', 'dim.svitlo'],
  ['https://www.facebook.com/dim.svitlo/', 'dim.svitlo'],
  ['https://messenger.com/t/102030405060701', '102030405060701'],
  ['https://example.com/dim', 'https://example.com/dim'],
])('F13: who pastes %s means %s', (pasted, name) => expect(usernameIn(pasted)).toBe(name));
