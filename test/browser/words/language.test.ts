import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD } from '#test/integration/support/company.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import { openStage, type Stage } from '../support/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const languageOf = async (email: string): Promise<string | undefined> => {
  const { rows } = await stage.api.database.pool.query<{ language: string }>(
    'select language from employee where email = $1',
    [email],
  );
  return rows[0]?.language;
};

test('§1.25: the language chosen on the log-in page stays after it, and is the person’s own', async () => {
  const { page } = await stage.window(null, '/login');
  const { email } = stage.api.people.olena;
  await page.getByRole('button', { name: 'ENG, English' }).click();
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('link', { name: 'Inbox' }).first().waitFor();
  await page.waitForFunction(() => document.documentElement.lang === 'en');
  await expect.poll(() => languageOf(email)).toBe('en');
  await page.reload();
  await page.getByRole('link', { name: 'Inbox' }).first().waitFor();
});

test('§1.25: a language chosen as the page is left is the person’s own all the same', async () => {
  const { page } = await stage.window('taras', '/contacts');
  const { email } = stage.api.people.taras;
  await page.route('**/api/me', (route) => route.abort(), { times: 1 });
  await page.locator('.bar .seg button[lang=en]').click();
  await page.waitForFunction(() => document.documentElement.lang === 'en');
  expect(await languageOf(email)).toBe('uk');
  await page.reload();
  await page.getByRole('link', { name: 'Inbox' }).first().waitFor();
  await expect.poll(() => languageOf(email)).toBe('en');
  // The last one of several counts, however late the answer to an earlier one.
  await page.route('**/api/me', (route) => setTimeout(() => void route.continue(), 1_000), { times: 1 });
  await page.locator('.bar .seg button[lang=uk]').click();
  await page.locator('.bar .seg button[lang=en]').click();
  await page.locator('.bar .seg button[lang=uk]').click();
  await expect.poll(() => languageOf(email)).toBe('uk');
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('uk');
});

test('§1.25: a field that lacks something says so in the reader’s language', async () => {
  const { page } = await stage.window(null, '/login');
  const said = () => page.locator('#email').evaluate((field: HTMLInputElement) => field.validationMessage);
  await page.getByRole('button', { name: 'Увійти' }).click();
  expect(await said()).toBe('Заповніть це поле.');
  await page.locator('#email').fill('olena');
  await page.getByRole('button', { name: 'Увійти' }).click();
  expect(await said()).toBe('Це не схоже на адресу пошти.');
  await page.locator('#email').fill('olena@demo.example');
  expect(await said()).toBe('');
  await page.getByRole('button', { name: 'ENG, English' }).click();
  await page.locator('#email').fill('');
  await page.getByRole('button', { name: 'Log in' }).click();
  expect(await said()).toBe('Fill in this field.');
});

test('§1.25: a new employee begins in the language of whoever added them', async () => {
  const iryna = await logIn(stage.api, 'iryna');
  await iryna.put('/api/me', { language: 'en' });
  const email = 'newcomer@demo.example';
  const added = await iryna.post('/api/employees', {
    name: 'Нова Людина',
    email,
    password: 'ліхтар дощ сімнадцять',
    roles: ['operator'],
    pageIds: [],
  });
  expect(added.status).toBe(201);
  expect(await languageOf(email)).toBe('en');
});
