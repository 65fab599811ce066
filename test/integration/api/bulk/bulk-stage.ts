import type { ChildProcess } from 'node:child_process';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { createMessenger, type Messenger } from '#test/messenger/messenger.ts';
import { createApi, type TestApi } from '#test/integration/support/api.ts';
import { addEmployee, type TestEmployee } from '#test/integration/support/company.ts';
import { insist } from '#test/integration/support/insist.ts';
import { holdChat } from '#test/integration/support/lock.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';
import { deliver, newPsid, textOf } from '#test/integration/support/webhook.ts';
import { killProcess, startWorkerProcess } from './worker-process.ts';

export let api: TestApi;
export let messenger: Messenger;
export let olena: Visitor;
export let iryna: Visitor;
/** Works on the same page as olena. */
export let marko: TestEmployee;

export interface Told {
  state: string;
  done: number;
  total: number;
  endedAt: string | null;
  refused: { number: number; code: string }[];
}

export const told = async (who: Visitor, id: string): Promise<Told> => (await who.get(`/api/bulk/${id}`)).json<Told>();

/** Its id. */
export async function begin(who: Visitor, body: object): Promise<string> {
  const answer = await who.post('/api/bulk', body);
  if (answer.status !== 202) throw new Error(`not begun: ${answer.status} ${answer.text}`);
  return answer.json<{ id: string }>().id;
}

/** Written in one go; no statement may take long, however busy the machine. */
const LOT = 50;

/** So many clients of that page write; the numbers of their chats. */
export async function openChats(many: number, page: 'dim' | 'outlet' = 'dim'): Promise<number[]> {
  const psids = Array.from({ length: many }, () => newPsid());
  for (let from = 0; from < many; from += LOT) {
    const lot = psids.slice(from, from + LOT).map((psid) => textOf(api.pages[page], psid, 'Добрий день'));
    const answer = await insist(() => deliver(api, api.pages[page], lot));
    if (answer.status !== 200) throw new Error(`not accepted: ${answer.status} ${answer.text}`);
  }
  const { rows } = await api.database.pool.query<{ number: number }>(
    `select c.number from chat c join client on client.id = c.client_id
     where client.psid = any($1) order by c.number`,
    [psids],
  );
  if (rows.length !== many) throw new Error('a message made no chat');
  return rows.map(({ number }) => number);
}

/** Everybody's words were decided about. */
export const decidedAll = (timeoutMs: number): Promise<unknown> =>
  until(
    'all is decided',
    async () => {
      const { rowCount } = await api.database.pool.query('select 1 from chat_input where decided_at is null limit 1');
      return rowCount === 0;
    },
    timeoutMs,
  );

const workers: ChildProcess[] = [];

/** The worker as a process of its own, which ends with the test. */
export function startWorker(): ChildProcess {
  const worker = startWorkerProcess(api, messenger.url);
  workers.push(worker);
  return worker;
}

/**
 * Killed once some have answered and some have not; another one goes on. One chat is held that long: else all might
 * have answered before a busy machine sees that the first one has.
 */
export async function killedInTheMiddle(who: Visitor, id: string, slow: number, timeoutMs: number): Promise<void> {
  const letGo = await holdChat(api.database.pool, slow);
  try {
    const first = startWorker();
    await until('the first answers', async () => (await told(who, id)).done > 0, timeoutMs);
    await killProcess(first);
    const { done, total, state } = await told(who, id);
    expect([done < total, state]).toEqual([true, 'running']);
  } finally {
    await letGo();
  }
  const second = startWorker();
  await until('its end', async () => (await told(who, id)).state === 'done', timeoutMs);
  await killProcess(second);
}

/** How many chats are in the bin. */
export const binned = async () => (await iryna.get('/api/deleted-chats')).json<{ total: number }>().total;

/** How often each of these chats decided so, by whom. */
export async function decided(numbers: number[], kind: string) {
  const { rows } = await api.database.pool.query<{ number: number; times: number; by: string[] }>(
    `select c.number, count(*)::int as times, array_agg(distinct t.by_id) as by from timeline t
     join chat c on c.id = t.chat_id where c.number = any($1) and t.kind = $2 group by c.number order by c.number`,
    [numbers, kind],
  );
  return rows;
}

export function setUpBulk(): void {
  beforeAll(async () => {
    api = await createApi();
    messenger = await createMessenger();
    marko = await addEmployee(api.database.pool, {
      name: 'Марко Гнатюк',
      email: 'marko@demo.example',
      roles: ['operator'],
      pageIds: [api.pages.dim.id],
    });
    [olena, iryna] = [await logIn(api, 'olena'), await logIn(api, 'iryna')];
  });
  afterEach(() => Promise.all(workers.splice(0).map(killProcess)));
  afterAll(async () => {
    await messenger.close();
    await api.stop();
  });
}
