import { expect, test } from 'vitest';
import { startOptions } from '#activities/telling/tell.ts';
import { REST_AT } from '#workflows/chat/interface.ts';

/** From so many events on the engine suggests it by itself, as it is set up when nobody says otherwise. */
const SUGGESTED_AT = 4_096;

test('a chat rolls over long before the engine suggests it: a worker holds what a long run did', () => {
  expect(startOptions({ clientId: 'mariia', pageId: 'dim' }).args[0].restAt).toBe(REST_AT);
  expect(REST_AT).toBeLessThan(SUGGESTED_AT / 2);
});
