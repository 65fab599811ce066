import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GraphAnswer } from '#activities/messenger/graph-call.ts';
import { judgeSend } from '#activities/messenger/verdict.ts';

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): GraphAnswer => ({
  kind: 'answer',
  status,
  body,
  headers: new Headers(headers),
});
const refused = (code: number, subcode?: number, more: object = {}) =>
  answer(400, { error: { code, ...(subcode ? { error_subcode: subcode } : {}), message: 'x', ...more } });

test('a message_id means sent', () => {
  expect(judgeSend(answer(200, { recipient_id: '1', message_id: 'm_1' }))).toEqual({ kind: 'sent', mid: 'm_1' });
});

test('what surely did not leave is tried again, what may have left is not', () => {
  expect(judgeSend({ kind: 'not_left', code: 'ECONNREFUSED' })).toMatchObject({
    kind: 'retry',
    reason: 'facebook_unavailable',
  });
  expect(judgeSend({ kind: 'lost', code: 'ECONNRESET' })).toMatchObject({ kind: 'unknown', reason: 'no_confirmation' });
});

test.each([
  ['HTML from something in between', answer(502, null)],
  ['200 without a message_id', answer(200, { recipient_id: '1' })],
  ['an error without a code', answer(500, { error: { message: 'x' } })],
  ['nothing', answer(200, null)],
  ['1/1357046, an error though it was sent', refused(1, 1357046)],
])('%s says nothing about what became of the message', (_, given) => {
  expect(judgeSend(given)).toMatchObject({ kind: 'unknown', reason: 'no_confirmation' });
});

describe('Meta’s errors (messenger-platform §7.2)', () => {
  test.each([
    [1, undefined, 'retry', 'facebook_unavailable'],
    [2, undefined, 'retry', 'facebook_unavailable'],
    [1200, undefined, 'retry', 'facebook_unavailable'],
    [4, undefined, 'pause', 'rate_limited'],
    [17, undefined, 'pause', 'rate_limited'],
    [32, undefined, 'pause', 'rate_limited'],
    [341, undefined, 'pause', 'rate_limited'],
    [613, undefined, 'pause', 'rate_limited'],
    [80006, undefined, 'pause', 'rate_limited'],
    [613, 2018338, 'fail', 'policy_blocked'],
    [190, 460, 'hold', 'token_broken'],
    [190, 463, 'hold', 'token_broken'],
    [102, undefined, 'hold', 'token_broken'],
    [10, 1893063, 'hold', 'page_restricted'],
    [368, undefined, 'hold', 'policy_blocked'],
    [2022, undefined, 'hold', 'policy_blocked'],
    [551, 1545041, 'fail', 'person_unavailable'],
    [10, 2018108, 'fail', 'person_unavailable'],
    [200, 1545041, 'fail', 'person_unavailable'],
    [10, 2018278, 'fail', 'window_closed'],
    [10, 2534022, 'fail', 'window_closed'],
    [10, 2018065, 'fail', 'window_closed'],
    [100, 2018001, 'fail', 'no_such_person'],
    [100, undefined, 'fail', 'bad_message'],
    [10, undefined, 'fail', 'permission'],
    [3, undefined, 'fail', 'permission'],
    [200, undefined, 'fail', 'permission'],
    [299, undefined, 'fail', 'permission'],
    [9999, undefined, 'fail', 'other'],
  ])('%i/%s is %s, %s', (code, subcode, kind, reason) => {
    expect(judgeSend(refused(code, subcode))).toMatchObject({
      kind,
      reason,
      detail: subcode ? `${code}/${subcode}` : String(code),
    });
  });

  test('an error Meta calls transient is tried again, unless it is final by its code', () => {
    expect(judgeSend(refused(9999, undefined, { is_transient: true })).kind).toBe('retry');
    expect(judgeSend(refused(190, 460, { is_transient: true })).kind).toBe('hold');
  });
});

test.each([
  ['no header', {}, 15_000],
  [
    'two minutes',
    { 'x-business-use-case-usage': '{"1":[{"type":"messenger","estimated_time_to_regain_access":2}]}' },
    120_000,
  ],
  ['a week', { 'x-business-use-case-usage': '{"1":[{"estimated_time_to_regain_access":10080}]}' }, 3_600_000],
  ['nonsense', { 'x-business-use-case-usage': 'soon' }, 15_000],
])('a page pauses for as long as Meta says: %s', (_, headers, pauseMs) => {
  const given = answer(429, { error: { code: 613 } }, headers);
  expect(judgeSend(given)).toMatchObject({ kind: 'pause', pauseMs });
});

test('whatever is answered, there is a verdict, and only a message_id is taken for success', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: 200, max: 599 }), (body, status) => {
      const verdict = judgeSend(answer(status, body));
      const named =
        typeof body === 'object' && body !== null && 'message_id' in body && typeof body['message_id'] === 'string';
      expect(verdict.kind === 'sent').toBe(named);
    }),
  );
});
