import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { answerInTime } from '#api/http/deadline.ts';
import type { ApiEnv } from '#api/http/deps.ts';
import { ApiError, errorResponse } from '#api/errors/error.ts';

const appWith = (work: () => Promise<string>, ms: number) => {
  const app = new Hono<ApiEnv>();
  app.onError((error, c) => (error instanceof ApiError ? errorResponse(c, error.code) : c.text('broken', 500)));
  app.use(answerInTime(ms));
  app.post('/webhooks/messenger', async (c) => c.text(await work()));
  for (const path of ['/api/files', '/api/session', '/api/me/password', '/api/employees/x'])
    app.on(['POST', 'PUT'], path, async (c) => c.text(await work()));
  return app;
};
const post = async (app: Hono<ApiEnv>, path = '/webhooks/messenger') => app.request(path, { method: 'POST' });

test('Y10: what does not end is answered 503, and stays so when it ends after all', async () => {
  const work = Promise.withResolvers<string>();
  const answer = await post(appWith(() => work.promise, 10));
  expect([answer.status, (await answer.json()) as object]).toMatchObject([503, { error: { code: 'TAKES_TOO_LONG' } }]);
  work.resolve('EVENT_RECEIVED');
  await work.promise;
  expect(answer.status).toBe(503);
});

test('Y10: what breaks after we gave up breaks nothing', async () => {
  const work = Promise.withResolvers<string>();
  const answer = await post(appWith(() => work.promise, 10));
  work.reject(new Error('too late'));
  await work.promise.catch(() => undefined);
  expect(answer.status).toBe(503);
});

test('Y10: what ends in time is answered as it is, also where it breaks', async () => {
  expect((await post(appWith(async () => 'EVENT_RECEIVED', 60_000))).status).toBe(200);
  expect((await post(appWith(() => Promise.reject(new Error('at once')), 60_000))).status).toBe(500);
});

test.each(['/api/files', '/api/session', '/api/me/password', '/api/employees/x'])(
  'Y07, Y10: %s has its time: its own line says when there are too many',
  async (path) => {
    const work = Promise.withResolvers<string>();
    const answer = post(
      appWith(() => work.promise, 0),
      path,
    );
    setTimeout(() => work.resolve('kept'), 30);
    expect((await answer).status).toBe(200);
  },
);
