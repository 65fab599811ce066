import { afterAll, beforeAll, expect, test } from 'vitest';
import { serialise } from '#test/messenger/wire.ts';
import { APP_SECRET, createApi, type TestApi, VERIFY_TOKEN } from '../../support/api.ts';
import { nobody, logIn, type Visitor } from '../../support/visitor.ts';
import { deliveryOf, newPsid, postSigned, textOf } from '../../support/webhook.ts';
import { until } from '../../support/until.ts';
import { OWN } from './facebook-stage.ts';

let api: TestApi;
let iryna: Visitor;

beforeAll(async () => {
  api = await createApi();
  iryna = await logIn(api, 'iryna');
});
afterAll(() => api.stop());

const set = (change: Record<string, unknown> = {}) =>
  iryna.put('/api/facebook/app', { use: 'own', employeeIds: [], ...OWN, ...change });

async function signedWith(secret: string): Promise<number> {
  const { dim } = api.pages;
  const body = serialise(deliveryOf(dim, [textOf(dim, newPsid(), 'Добрий день')]));
  return (await postSigned(api, body, secret)).status;
}

async function verifiedWith(token: string): Promise<number> {
  const query = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.verify_token': token, 'hub.challenge': '42' });
  return (await nobody(api).get(`/webhooks/messenger?${query.toString()}`)).status;
}

test('F01, A5: deliveries of the shared and of the own application are taken, and of no other', async () => {
  expect([await signedWith(APP_SECRET), await signedWith(OWN.secret)]).toEqual([200, 403]);
  expect([await verifiedWith(VERIFY_TOKEN), await verifiedWith(OWN.verifyToken)]).toEqual([200, 403]);
  await set();
  await until('the own application is known', async () => (await signedWith(OWN.secret)) === 200);
  expect(await signedWith(APP_SECRET)).toBe(200);
  expect([await verifiedWith(VERIFY_TOKEN), await verifiedWith(OWN.verifyToken)]).toEqual([200, 200]);
  expect([await signedWith('somebody else’s'), await verifiedWith('somebody else’s')]).toEqual([403, 403]);
  await set({ secret: 'the-next-secret-of-the-app', verifyToken: 'the-next-verify-token' });
  await until('the secret of yesterday is forgotten', async () => (await signedWith(OWN.secret)) === 403);
  expect([await signedWith('the-next-secret-of-the-app'), await verifiedWith('the-next-verify-token')]).toEqual([
    200, 200,
  ]);
  expect(await verifiedWith(OWN.verifyToken)).toBe(403);
});
