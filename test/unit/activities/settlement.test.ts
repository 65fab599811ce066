import { expect, test } from 'vitest';
import { createGraph } from '#activities/messenger/graph.ts';
import { judgeSend } from '#activities/messenger/verdict.ts';
import { settlementOf } from '#activities/outbox/settlement.ts';

const MINUTE = 60_000;
const retry = { kind: 'retry', reason: 'facebook_unavailable', detail: '2' } as const;

test('a message is tried again at growing distances, and while all of Facebook is away no more than 20 s apart', () => {
  const distances = [1, 2, 3, 5, 8, 40, 1_000].map((attempts) => settlementOf(retry, attempts).againInMs ?? 0);
  expect(distances).toEqual(distances.toSorted((a, b) => a - b));
  expect(Math.max(...distances)).toBe(20_000);
});

test('where others of its page go out, the one that does not is looked at again rarely', () => {
  expect(settlementOf(retry, 7, true).againInMs).toBeLessThanOrEqual(20_000);
  expect(settlementOf(retry, 8, true).againInMs).toBeGreaterThan(MINUTE);
  expect(settlementOf(retry, 2_147_483_647, true).againInMs).toBe(10 * MINUTE);
});

test('a page whose token cannot be opened is to be connected again, one that Facebook restricts is restricted', () => {
  const hold = (reason: 'page_without_key' | 'token_broken' | 'page_restricted' | 'policy_blocked') =>
    settlementOf({ kind: 'hold', reason, detail: '' }, 1).page?.health;
  expect([hold('page_without_key'), hold('token_broken')]).toEqual(['reconnect', 'reconnect']);
  expect([hold('page_restricted'), hold('policy_blocked')]).toEqual(['restricted', 'restricted']);
});

test('what cannot be put into a request has surely not left: it is not unknown', async () => {
  const answer = await createGraph('http://127.0.0.1:1', '').post('1/messages', {}, 'a token\nin two lines');
  expect(judgeSend(answer)).toEqual({ kind: 'retry', reason: 'not_sendable', detail: 'NOT_SENDABLE' });
});
