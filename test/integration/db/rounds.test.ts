import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveDecisions } from '#db/decisions/save.ts';
import { requeueAll, requeueUndecided } from '#db/inbox/again.ts';
import { anyDue, leaseClients, stillUndecided } from '#db/inbox/lease.ts';
import { loadChat } from '#db/inbox/load.ts';
import { listOpenChats } from '#db/inbox/open-chats.ts';
import { listOverdueChats } from '#db/inbox/overdue.ts';
import { findOpenChats, listStuck, listWatched } from '#db/inbox/watching.ts';
import { countHours } from '#db/page-health/hours.ts';
import { countDrift, findLookedPage } from '#db/page-health/look.ts';
import { findSeenHealth } from '#db/page-health/read.ts';
import { tellGone } from '#db/routing/gone.ts';
import { createDatabase, type TestDatabase } from '#test/ground/database.ts';
import { whatWaits } from '../support/saving.ts';

let database: TestDatabase;
let client: pg.Client;
let pool: pg.Pool;

const CHATS = 40_000;

beforeAll(async () => {
  database = await createDatabase();
  client = new pg.Client(database.url);
  await client.connect();
  await client.query(FILL);
  await client.query('vacuum analyze');
  pool = new pg.Pool({ connectionString: database.url, max: 1, pipeline: true });
});
afterAll(async () => {
  await Promise.all([client.end(), pool.end()]);
  await database.drop();
});

/** Half of the chats are open, each led by one of forty; everything was told and decided long ago. */
const FILL = `
  insert into page (facebook_id, name, sealed_token) select n, 'Page ' || n, '' from generate_series(0, 199) n;
  insert into employee (id, name, email, roles)
    select 'e' || n, 'E' || n, n || '@rounds.example', '{admin}' from generate_series(0, 39) n;
  insert into client (page_id, psid, inbox_rev, relayed_rev)
    select p.id, n, 1, 1 from generate_series(1, ${CHATS}) n join page p on p.facebook_id = (n % 200)::text;
  insert into chat (client_id, page_id, status, state, deadlines)
    select id, page_id, case when psid::int % 2 = 0 then 'finished' else 'in_progress' end, '{}',
      json_build_array(json_build_object('kind', 'waiting', 'at', 4e12 + psid::int)) from client;
  insert into chat_input (client_id, chat_id, kind, at, relayed_at, decided_at)
    select client_id, id, 'client_wrote', now(), now(), now() from chat;
  insert into message (chat_id, client_id, page_id, direction, via, state, at, decided)
    select id, client_id, page_id, 'in', 'client', 'received', now(), true from chat;
  insert into timeline (chat_id, seq, n, at, kind) select id, 1, 0, now(), 'opened' from chat;
  insert into chat_operator (chat_id, employee_id, since, position)
    select id, 'e' || number % 40, now(), 0 from chat`;

/** What PostgreSQL would do for each statement; none of them is run. */
async function plansOf(work: (pool: pg.Pool) => Promise<unknown>): Promise<string[]> {
  const plans: string[] = [];
  const query = async (asked: string | pg.QueryConfig, given?: unknown[]) => {
    const { text, values = given } = typeof asked === 'string' ? { text: asked } : asked;
    if (/^(begin|commit|rollback)$/.test(text)) return { rows: [], rowCount: 0 };
    const { rows } = await client.query<Record<string, string>>(`explain ${text}`, values);
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
    return { rows: [], rowCount: 0 };
  };
  const connection = { query, on: () => undefined, off: () => undefined, release: () => undefined };
  await work({ query, connect: async () => connection } as unknown as pg.Pool).catch(() => undefined);
  return plans;
}

const some = randomUUID();

const ROUNDS: Record<string, (pool: pg.Pool) => Promise<unknown>> = {
  'who is to be told': (pool) => leaseClients(pool, 8),
  'whether anybody is due': anyDue,
  'who has not decided': (pool) => stillUndecided(pool, [some]),
  'what nobody decided about': requeueUndecided,
  'what an engine forgot': requeueAll,
  'chats that are late': (pool) => listOverdueChats(pool, [], 50),
  'chats whose workflows have to run': (pool) => listWatched(pool, 0, 60),
  'open chats, in lots': (pool) => listOpenChats(pool, 1_000, 20),
  'what is held back': (pool) => listStuck(pool, 10, 50),
  'chats of some clients': (pool) => findOpenChats(pool, [some]),
  'operators who went or came back': tellGone,
  'with what a chat begins': (pool) => loadChat(pool, some),
  'how a page is': (pool) => findLookedPage(pool, some),
  'what a page received, by the hour': (pool) => countHours(pool, some),
  'what a page was refused': (pool) => countDrift(pool, some, 'facebook'),
  'a page’s card': (pool) => findSeenHealth(pool, some, null),
};

test.each(Object.entries(ROUNDS))('however many chats there are, none is looked through: %s', async (_, round) => {
  const plans = await plansOf(round);
  expect(plans.length).toBeGreaterThan(0);
  for (const plan of plans) expect(plan).not.toMatch(/Seq Scan on (chat|client|chat_input|chat_operator|message)\b/);
});

test('a save reads and writes by indexes alone', async () => {
  const { rows } = await client.query<{ id: string; page_id: string }>('select id, page_id from client limit 1');
  const { id: clientId = '', page_id: pageId = '' } = rows[0] ?? {};
  await client.query('update chat_input set decided_at = null where client_id = $1', [clientId]);
  const saving = await whatWaits(pool, { clientId, pageId }, 'run', 1);
  const before = await scans();
  await saveDecisions(pool, saving);
  expect(await scans()).toEqual(before);
});

/** How often each large table was read through. */
async function scans(): Promise<unknown> {
  const tables = ['chat', 'client', 'chat_input', 'chat_operator', 'message', 'timeline'];
  await pool.query('select pg_stat_force_next_flush()');
  const text = 'select relname, seq_scan from pg_stat_user_tables where relname = any($1) order by relname';
  return (await pool.query(text, [tables])).rows;
}
