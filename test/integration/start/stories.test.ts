import { chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { findBrowser } from '#start/browser.ts';
import { removeFolder, temporaryFolder } from '#test/ground/folder.ts';
import { type Launcher, startLauncher, untilPrinted } from '#test/ground/launcher.ts';
import { type Answer, ask } from '../support/http.ts';
import { cookieOf, visitorWith } from '../support/visitor.ts';

interface Chat {
  number: number;
  client: { firstName: string };
  page: { name: string };
  status: string;
  phase: string;
  rung: number;
  operators: { name: string }[];
  waiting: { reason: string } | null;
  lastMessage: { state: string };
  deadlines: { kind: string }[];
}

const LONG = 300_000;
let dataDir: string;
let launcher: Launcher;

beforeAll(async () => {
  dataDir = temporaryFolder('stories');
  // Cut off as soon as the first stories can have begun: the second start tells what is left.
  const half = await start('Worker and API');
  half.process.kill('SIGTERM');
  await half.ended;
  launcher = await start('Ctrl-C stops everything');
}, LONG);

afterAll(async () => {
  launcher.process.kill('SIGTERM');
  await launcher.ended;
  removeFolder(dataDir);
}, LONG);

async function start(until: string): Promise<Launcher> {
  const started = await startLauncher({ dataDir, env: { DEMO_STORIES: 'true' } });
  await untilPrinted(started, until);
  return started;
}

async function asAdmin(): Promise<(path: string) => Promise<Answer>> {
  const { password } = (await ask(`${launcher.url}/api/demo`)).json<{ password: string }>();
  const body = { email: 'admin@demo.example', password };
  const answer = await ask(`${launcher.url}/api/session`, { method: 'POST', body });
  return visitorWith(launcher, { cookie: cookieOf(answer) }).get;
}

async function openChats(): Promise<Record<string, Chat>> {
  const get = await asAdmin();
  const { items } = (await get('/api/chats?status=new,answered,in_progress&pageSize=100')).json<{ items: Chat[] }>();
  const named = Object.fromEntries(items.map((chat) => [chat.client.firstName, chat]));
  // Nobody has two.
  expect(Object.keys(named)).toHaveLength(items.length);
  return named;
}

test('§1.7: the new demo has chats in all states, by rule, language, load, escalation and trouble', async () => {
  const chats = await openChats();
  expect(launcher.output()).not.toContain('Not all');
  const leader = (name: string) => chats[name]?.operators[0]?.name;
  expect(leader('Андрій')).toBe('Тарас Бойко');
  expect(leader('Katarzyna')).toBe('Тарас Бойко');
  expect(leader('Tetiana')).toBe('Олена Коваль');
  expect(leader('Марія')).toBe('Олена Коваль');
  expect(chats['Богдан']?.waiting?.reason).toBe('all_full');
  expect(chats['Петро']?.rung).toBeGreaterThan(0);
  expect(chats['Надія']?.lastMessage.state).toBe('failed');
  expect(chats['Роман']?.lastMessage.state).toBe('held');
  expect(chats['Софія']).toMatchObject({ phase: 'collecting_phone' });
  expect(chats['Софія']?.deadlines.map(({ kind }) => kind)).toContain('contact_reminder');
});

test('§1.7: a month of finished chats lies behind it, and one client comes back to what was', async () => {
  const get = await asAdmin();
  const finished = (await get('/api/chats?status=finished&pageSize=1')).json<{ total: number }>();
  expect(finished.total).toBeGreaterThan(100);
  const ofMaria = (await get(`/api/chats?q=${encodeURIComponent('Марія Гончаренко')}`)).json<{ items: Chat[] }>();
  expect(ofMaria.items.length).toBeGreaterThan(1);
});

test('F21: the demo has ready replies in both languages, with variables, for all pages and for one', async () => {
  const get = await asAdmin();
  type Reply = { texts: Record<string, string>; pages: { name: string }[] };
  const { items } = (await get('/api/ready-replies')).json<{ items: Reply[] }>();
  expect(items.length).toBeGreaterThan(4);
  expect(items.filter(({ texts }) => !texts['uk'] || !texts['en'])).toEqual([]);
  expect(items.flatMap(({ pages }) => pages.map(({ name }) => name))).toEqual(['Світло Outlet']);
  expect(items.some(({ texts }) => texts['uk']?.includes('{{first_name}}'))).toBe(true);
});

async function seenBy(name: string): Promise<Page> {
  const browser = await chromium.launch(await findBrowser());
  onTestFinished(() => browser.close());
  const viewport = { width: 1440, height: 1000 };
  const page = await browser.newPage({ baseURL: launcher.url, locale: 'uk-UA', viewport, reducedMotion: 'reduce' });
  page.setDefaultTimeout(60_000);
  await page.goto('/login');
  await page.locator(`[data-demo="${name}@demo.example"]`).click();
  await page.locator('[data-chat]').first().waitFor();
  return page;
}

test('§1.7: whoever opens the demo sees twelve chats, each in its state', async () => {
  const page = await seenBy('admin');
  const row = (name: string) => page.locator('[data-chat]').filter({ hasText: name });
  const marked = {
    'Надія Романюк': 'Не надіслано',
    'Роман Ткачук': 'Притримано',
    'Богдан Лисенко': 'усі зайняті',
    'Tetiana Hrytsenko': 'Do your lamps',
  };
  for (const [name, words] of Object.entries(marked))
    await row(name)
      .filter({ hasText: words })
      .or(row(name).filter({ has: page.getByLabel(words) }))
      .waitFor();
  await expect.poll(() => page.locator('[data-chat]').count()).toBe(11);

  await row('Надія Романюк').click();
  const failed = page.locator('[data-message][data-state=failed]');
  await failed.waitFor();
  await page.locator('.ev').filter({ has: failed }).getByRole('button', { name: 'Повторити' }).waitFor();
  await row('Роман Ткачук').click();
  await page.locator('[data-message][data-state=held]').waitFor();
  await row('Софія Кириченко').click();
  await page.locator('[data-asking=collecting_phone]').waitFor();
  await page.locator('.composer .fuse').waitFor({ state: 'attached' });
  await page.locator('[data-deadline=contact_reminder] .num').waitFor();
  await row('Петро Захарчук').click();
  await page.locator('.talk-head [data-step]').waitFor();
  await row('Марія Гончаренко').click();
  await page.locator('.log [data-past]').first().waitFor();

  // The twelfth was finished today.
  await page.goto('/?status=finished');
  await row('Леся Марченко').click();
  await page.getByText('Чат завершено').first().waitFor();
});

test('§1.7: the stories are told once: the next start adds nothing', async () => {
  const before = await openChats();
  launcher.process.kill('SIGTERM');
  await launcher.ended;
  launcher = await start('Ctrl-C stops everything');
  const after = await openChats();
  const numbers = (chats: Record<string, Chat>) => Object.values(chats).map(({ number }) => number);
  expect(numbers(after)).toEqual(numbers(before));
});
