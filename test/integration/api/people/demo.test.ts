import { afterAll, beforeAll, expect, test } from 'vitest';
import { runApi } from '#api/process/run-api.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import { nobody } from '../../support/visitor.ts';

let api: TestApi;
beforeAll(async () => (api = await createApi()));
afterAll(() => api.stop());

test('§5: where there is no demo nobody is told of any account', async () => {
  const answer = await nobody(api).get('/api/demo');
  expect(answer.status).toBe(200);
  expect(answer.json()).toEqual({ accounts: [], password: null, clientPage: null });
});

test('§5: a demo tells whoever asks how to get in, without names, and only of who can', async () => {
  const { pool } = api.database;
  await pool.query(`update employee set active = false where email = 'taras@demo.example'`);
  const demo = { clientPage: 'http://localhost:3001' };
  const running = await runApi({ ...api.settings, port: 0, demo });
  const answer = await nobody({ url: `http://127.0.0.1:${running.port}` }).get('/api/demo');
  expect(answer.json()).toEqual({
    accounts: [{ email: 'olena@demo.example', roles: ['operator'] }],
    password: 'rozmova-demo',
    clientPage: 'http://localhost:3001',
  });
  expect(answer.text).not.toMatch(/Коваль/);
  await running.stop();
});
