import { afterAll, beforeAll, expect, test } from 'vitest';
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

test('§1.7: the stories are told once: the next start adds nothing', async () => {
  const before = await openChats();
  launcher.process.kill('SIGTERM');
  await launcher.ended;
  launcher = await start('Ctrl-C stops everything');
  const after = await openChats();
  const numbers = (chats: Record<string, Chat>) => Object.values(chats).map(({ number }) => number);
  expect(numbers(after)).toEqual(numbers(before));
});
