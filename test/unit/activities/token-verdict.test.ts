import { expect, test } from 'vitest';
import { judgeToken } from '#activities/messenger/token-verdict.ts';

const answer = (body: unknown, status = 200) => ({ kind: 'answer', status, body, headers: new Headers() }) as const;
const refusal = (code: number, transient = false) => answer({ error: { code, is_transient: transient } }, 400);

test('§1.10c: a token is the page’s, another’s, refused, or not known yet', () => {
  expect(judgeToken(answer({ id: '1001' }), '1001')).toEqual({ kind: 'good' });
  expect(judgeToken(answer({ id: '1002' }), '1001')).toEqual({ kind: 'refused', reason: 'token_of_another' });
  for (const code of [190, 102, 100, 10])
    expect(judgeToken(refusal(code), '1001')).toEqual({ kind: 'refused', reason: 'token_broken' });
  expect(judgeToken({ kind: 'not_left', code: 'NOT_SENDABLE' }, '1')).toMatchObject({ reason: 'token_broken' });
  for (const code of [4, 613, 80006]) expect(judgeToken(refusal(code), '1001')).toEqual({ kind: 'good' });
  for (const unsaid of [refusal(1), refusal(2), refusal(10, true), answer(null, 502), answer({}), answer({ id: 7 })])
    expect(judgeToken(unsaid, '1001')).toBeNull();
  expect(judgeToken({ kind: 'lost', code: 'ECONNRESET' }, '1001')).toBeNull();
  expect(judgeToken({ kind: 'not_left', code: 'ECONNREFUSED' }, '1001')).toBeNull();
});
