import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf } from '../../support/http.ts';
import { type FacebookStage, openFacebook, OWN, setApp } from './facebook-stage.ts';

let stage: FacebookStage;

beforeAll(async () => {
  stage = await openFacebook();
});
afterAll(() => stage.close());

const read = async () => (await stage.iryna.get('/api/facebook/app')).json<Record<string, unknown>>();

test('F03: it is said what is missing, and nobody can log in until it is there', async () => {
  expect(await read()).toMatchObject({ use: 'own', missing: ['employees', 'appId', 'secret', 'verifyToken'] });
  const refused = await stage.iryna.get('/api/facebook/login');
  expect([refused.status, codeOf(refused)]).toEqual([409, 'FACEBOOK_NOT_SET']);
  await setApp(stage, { employeeIds: [] });
  expect(await read()).toMatchObject({ missing: ['employees'] });
  await setApp(stage);
  expect(await read()).toMatchObject({ missing: [] });
});

test('F01: the shared application needs the server’s configuration, and nothing but employees else', async () => {
  await setApp(stage, { use: 'shared', appId: '' });
  expect(await read()).toMatchObject({ use: 'shared', hasShared: false, missing: ['shared'] });
  await setApp(stage);
});

test('F04: secrets go in, are kept encrypted, never come out, and can be replaced', async () => {
  await setApp(stage);
  const text = (await stage.iryna.get('/api/facebook/app')).text;
  const stored = JSON.stringify((await stage.api.database.pool.query('select * from installation')).rows);
  for (const secret of [OWN.secret, OWN.verifyToken]) expect([text, stored].join()).not.toContain(secret);
  const before = await read();
  expect(before).toMatchObject({ secret: { isSet: true }, verifyToken: { isSet: true } });
  const { secret: _, ...kept } = OWN;
  const same = { use: 'own', employeeIds: [stage.api.people.olena.id], ...kept };
  expect((await stage.iryna.put('/api/facebook/app', same)).json()).toMatchObject({ secret: before['secret'] });
  const another = { ...same, appId: '1', verifyToken: undefined };
  expect((await stage.iryna.put('/api/facebook/app', another)).json()).toMatchObject({ secret: { isSet: false } });
  await setApp(stage);
});

test.each([
  ['is as it should be', OWN.appId, OWN.secret, { ok: true, name: 'Rozmova', reason: null }],
  ['has a wrong secret', OWN.appId, 'another-secret-than-its', { ok: false, reason: 'wrong_secret' }],
  ['has a wrong id', '123456789', OWN.secret, { ok: false, reason: 'wrong_id' }],
  ['is checked with the secret that is kept', OWN.appId, undefined, { ok: true }],
])('F03: Meta says of an application that it %s', async (_, appId, secret, verdict) => {
  await setApp(stage);
  const answer = await stage.iryna.post('/api/facebook/app/trial', { appId, ...(secret && { secret }) });
  expect([answer.status, answer.json()]).toEqual([200, expect.objectContaining(verdict)]);
});

test('F04: a kept secret is tried with its own application alone', async () => {
  await setApp(stage);
  expect(codeOf(await stage.iryna.post('/api/facebook/app/trial', { appId: '77' }))).toBe('FACEBOOK_SECRET_NEEDED');
});
