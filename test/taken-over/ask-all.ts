import { createHash } from 'node:crypto';
import { Desk } from './desk.ts';
import { type ChatBody, walk } from './scene.ts';

/** Everything the API says to one person, by the address it was asked at. */
export type Told = Record<string, unknown>;

const PEOPLE = ['admin', 'olena', 'taras', 'auditor'] as const;
const RANGE = 'from=2026-11-20T00:00:00.000Z&to=2026-12-10T00:00:00.000Z';
const LISTS = ['/api/chats', '/api/contacts', '/api/settings/history', '/api/settings/versions'];
const SINGLE = [
  '/api/openapi.json',
  '/api/session',
  '/api/chats?q=Марія&pageSize=100',
  '/api/chats?q=лампи&pageSize=100',
  '/api/chats?status=finished&sort=createdAt&order=asc&pageSize=100',
  '/api/chats?status=new&pageSize=5&page=2',
  '/api/contacts/managers',
  '/api/contacts/segments',
  '/api/contacts?q=Марія',
  '/api/tokens',
  '/api/employees',
  '/api/pages',
  '/api/settings',
  '/api/settings/draft',
  '/api/settings/shadow',
  '/api/golden-chats',
  '/api/presence',
  '/api/operators',
  `/api/leaves?${RANGE}`,
  '/api/teams',
  '/api/troubles',
  '/api/parked-events',
  '/api/codec',
];

/** What each of the demo's people, and a program with a token, is told. */
export async function askAll(
  url: string,
  token: string,
  people: readonly string[] = PEOPLE,
): Promise<Record<string, Told>> {
  const all: Record<string, Told> = {};
  for (const name of people) all[name] = await askAs(await Desk.logIn(url, `${name}@demo.example`));
  const program = Desk.withToken(url, token);
  all['token'] = {
    '/api/session': await answerOf(program, '/api/session'),
    '/api/tokens': await answerOf(program, '/api/tokens'),
  };
  return all;
}

async function askAs(desk: Desk): Promise<Told> {
  const told: Told = {};
  const keep = async (path: string) => (told[path] = await answerOf(desk, path));
  for (const path of SINGLE) await keep(path);
  for (const path of LISTS) told[`${path} *`] = await walk(desk, path).catch(String);
  const chats = told['/api/chats *'] as ChatBody[];
  for (const { number } of chats) await askOfChat(desk, number, told);
  for (const id of idsIn(told['/api/contacts *'])) await keep(`/api/contacts/${id}`);
  for (const id of idsIn(told['/api/employees'])) {
    await keep(`/api/employees/${id}/entry`);
    await keep(`/api/employees/${id}/presence?${RANGE}`);
  }
  for (const id of idsIn(told['/api/pages'])) {
    for (const part of ['', '/draft', '/shadow', '/versions/1', '/versions/2', '/versions/3'])
      await keep(`/api/pages/${id}/settings${part}`);
    told[`/api/pages/${id}/settings/versions *`] = await walk(desk, `/api/pages/${id}/settings/versions`).catch(String);
  }
  for (const id of filesIn(told)) await keep(`/api/files/${id}`);
  return told;
}

async function askOfChat(desk: Desk, number: number, told: Told): Promise<void> {
  const path = `/api/chats/${number}`;
  for (const part of ['', '/colleagues', '/contacts', '/assignments', '/messages?order=desc&pageSize=7&page=2'])
    told[path + part] = await answerOf(desk, path + part);
  for (const part of ['/messages', '/timeline']) told[`${path}${part} *`] = await walk(desk, path + part);
  for (const id of idsIn(told[`${path}/assignments`]))
    told[`${path}/assignments/${id}`] = await answerOf(desk, `${path}/assignments/${id}`);
}

async function answerOf(desk: Desk, path: string): Promise<unknown> {
  const answer = await desk.ask('GET', encodeURI(path));
  const type = answer.headers.get('content-type') ?? '';
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (type.startsWith('application/json'))
    return { status: answer.status, body: JSON.parse(bytes.toString()) as unknown };
  return { status: answer.status, type, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Ids of a list's items, whole or walked. */
function idsIn(list: unknown): string[] {
  const items = Array.isArray(list) ? list : (list as { body?: { items?: unknown[] } } | undefined)?.body?.items;
  return ((items ?? []) as { id: string }[]).map(({ id }) => id);
}

/** Files that settings name. */
function filesIn(told: Told): string[] {
  return [...new Set([...JSON.stringify(told).matchAll(/"fileId":"([^"]+)"/g)].map(([, id]) => id ?? ''))];
}
