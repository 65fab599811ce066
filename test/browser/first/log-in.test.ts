import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from 'better-auth/crypto';
import { type RunningApi, runApi } from '#api/process/run-api.ts';
import { DEMO_PASSWORD } from '#db/demo/company.ts';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown } from '../support/window.ts';

let stage: Stage;
let running: RunningApi;
let url: string;

beforeAll(async () => {
  stage = await openStage();
  // The company of the tests has some of the demo's people, with another password.
  const { pool } = stage.api.database;
  await pool.query('update account set password = $1', [await hashPassword(DEMO_PASSWORD)]);
  running = await runApi({ ...stage.api.settings, port: 0, demo: { clientPage: stage.meta.url } });
  url = `http://127.0.0.1:${running.port}`;
});
afterAll(async () => {
  await running.stop();
  await stage.close();
});

test('§5, §1.7: the demo’s log-in offers its accounts; the empty inbox says where to write', async () => {
  const window = await stage.window(null, '/login', { url });
  const { page } = window;
  await untilShown(page.getByRole('heading', { name: 'Демо-компанія: увійдіть як' }));
  expect(await faults(window)).toEqual([]);
  await page.getByRole('button', { name: /olena@demo\.example/ }).click();
  await untilShown(page.getByText('Напишіть як клієнт'));
  const link = page.locator('.talk').getByRole('link', { name: stage.meta.url.replace('http://', '') });
  expect(await link.getAttribute('href')).toBe(stage.meta.url);
  // Who is logged in was asked, and nobody was.
  expect(window.complaints(/401/)).toEqual([]);
});

test('§5: in an English browser the demo goes on in English after its log-in', async () => {
  const { page } = await stage.window(null, '/login', { url, language: 'en' });
  await page.locator('[data-demo="taras@demo.example"]').click();
  await untilShown(page.getByRole('link', { name: 'Inbox' }));
  await page.reload();
  await untilShown(page.getByRole('link', { name: 'Inbox' }));
});

test('§3, §8: the e-mail has the first key; the password can be seen; who forgot it is told whom to ask', async () => {
  const { page } = await stage.window(null, '/login', { url, language: 'en' });
  await untilShown(page.locator('[type=email]:focus'));
  await page.keyboard.type('olena@demo.example');
  const password = page.getByLabel('Password', { exact: true });
  await password.fill('wrong');
  await page.getByRole('button', { name: 'Show' }).click();
  expect(await password.getAttribute('type')).toBe('text');
  await untilShown(page.getByText('Forgot your password?'));
});

test('§5: without a demo the log-in offers nobody, and the empty inbox no page', async () => {
  const { page } = await stage.window(null, '/login');
  await untilShown(page.locator('form'));
  await page.getByLabel('E-mail').fill('olena@demo.example');
  await page.getByLabel('Пароль', { exact: true }).fill(DEMO_PASSWORD);
  expect(await page.locator('[data-demo]').count()).toBe(0);
  await page.keyboard.press('Enter');
  await untilShown(page.getByText('Усім відповіли'));
  expect(await page.getByText('Напишіть як клієнт').count()).toBe(0);
});
