import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { findChat } from '#db/chats/read.ts';
import { type Database, openDatabase } from '#db/connection/database.ts';
import { findDraft } from '#db/settings/drafts.ts';
import { readSettings } from '#db/settings/read.ts';
import { differingRecords } from '#test/ground/records.ts';
import { chooseOperator } from '#workflows/routing/choose.ts';
import type { RoutingRule } from '#workflows/settings/vocabulary.ts';
import { facts, policy, question } from '../../unit/workflows/routing/questions.ts';

/** The last migration before operators were chosen by rules. */
const BEFORE_ROUTING = '20261124-files';
/** The last one before an address had one spelling. */
const BEFORE_ONE_SPELLING = '20261127-trouble';

/** The last one before records of routing kept no words. */
const BEFORE_FORGETTING = '20261127-token-end';

let database: Database;
const name = `test_${randomBytes(6).toString('hex')}`;
const server = inject('postgresUrl');

async function onServer(text: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  await client.query(text);
  await client.end();
}

beforeAll(async () => {
  await onServer(`create database ${name} template template0`);
  database = await openDatabase(server.replace(/postgres$/, name), 2);
  await (await database.orm()).migrator.up({ to: BEFORE_ROUTING });
});
afterAll(async () => {
  await database.close();
  await onServer(`drop database if exists ${name} with (force)`);
});

const [page, client, chat] = [randomUUID(), randomUUID(), randomUUID()];
const ROWS = [
  `insert into employee (id, name, email, email_verified, roles)
     values ('olena', 'Олена', 'olena@demo.example', true, '{operator}')`,
  `insert into page (id, facebook_id, name, sealed_token) values ('${page}', '1', 'Дім', 'sealed')`,
  `insert into page_access (page_id, employee_id) values ('${page}', 'olena')`,
  `insert into client (id, page_id, psid, first_name, phone)
     values ('${client}', '${page}', 'psid', 'Марія', '+380671234567')`,
  `insert into chat (id, client_id, page_id, status) values ('${chat}', '${client}', '${page}', 'new')`,
  `insert into message (chat_id, client_id, page_id, direction, via, text, state, at)
   values ('${chat}', '${client}', '${page}', 'in', 'client', 'Добрий день', 'received', now())`,
  `insert into timeline (chat_id, seq, n, at, kind, reason)
     values ('${chat}', 1, 0, now(), 'created', '{"code": "wrote"}')`,
  `insert into chat_input (client_id, chat_id, kind, at) values ('${client}', '${chat}', 'client_wrote', now())`,
  `insert into change (kind, page_id, chat_id, ref) values ('chat', '${page}', '${chat}', '${chat}')`,
  `insert into settings_version (scope, version, settings, author_id, comment)
     values ('installation', 1, '{"requirePhone": true}', 'olena', 'перша')`,
  `insert into settings_draft (scope, settings, base, author_id)
     values ('installation', '{"requirePhone": false}', 1, 'olena')`,
];
const TWO_SPELLINGS = [
  `insert into contact (name, phones, emails)
     values ('Іван', '{}', '{ivan@xn--80aikifvh.xn--j1amh,ivan@приклад.укр,o''brien@example.com}')`,
];

test('what a company had before the rules of routing is there after an update; D: records forget words', async () => {
  const { pool } = database;
  for (const row of ROWS) await pool.query(row);
  const columns = await columnsOf();
  const before = await contentOf(columns);
  await (await database.orm()).migrator.up({ to: BEFORE_ONE_SPELLING });
  for (const row of TWO_SPELLINGS) await pool.query(row);
  await (await database.orm()).migrator.up({ to: BEFORE_FORGETTING });
  for (const row of RECORDS) await pool.query(row);
  await (await database.orm()).migrator.up();
  expect(await contentOf(columns)).toEqual(before);
  await expectNoWords();
  const { rows } = await pool.query<{ number: number }>('select number from chat');
  expect(await findChat(pool, rows[0]?.number ?? 0)).toMatchObject({
    rung: 0,
    contact: null,
    waiting: { reason: 'not_decided' },
    lastMessage: { text: 'Добрий день' },
  });
  expect((await readSettings(pool, page)).settings).toMatchObject({
    requirePhone: true,
    distribution: 'off',
    routing: [],
  });
  expect(await findDraft(pool, null)).toMatchObject({ settings: { requirePhone: false }, author: { id: 'olena' } });
});

const says = (id: string, words: string): RoutingRule => ({
  id,
  name: id,
  enabled: true,
  when: { words: [words] },
  who: { teamIds: [], employeeIds: [] },
  strategy: 'even',
  priority: 0,
  capacity: null,
});
const asked = question({
  chat: facts({ chatId: chat, words: 'Яка доставка до Львова?' }),
  policy: policy({ distribution: 'even', routing: [says('lamp', 'ламп'), says('delivery', 'достав')] }),
});
const { policy: rules, ...recorded } = asked;
const chosen = chooseOperator(asked);
const RECORDS = [
  `insert into routing_policy (hash, policy) values ('rules', '${JSON.stringify(rules)}')`,
  `insert into routing_record (chat_id, page_id, ask, kind, at, code, state, question, policy_hash, choice)
   select '${chat}', '${page}', n, 'first', now(), '${chosen.code}', 'void', '${JSON.stringify(recorded)}', 'rules',
     '${JSON.stringify(chosen)}'
   from generate_series(1, 1001) n`,
];

/** What they say instead is enough: each comes out the same again. */
async function expectNoWords(): Promise<void> {
  const { pool } = database;
  const { rows } = await pool.query<{ heard: string; count: number }>(
    `select question #>> '{chat,words,rules}' as heard, count(*)::int as count from routing_record
     where question::text not like '%Львова%' group by 1`,
  );
  expect(rows).toEqual([{ heard: '["delivery"]', count: 1001 }]);
  expect(await differingRecords(pool)).toEqual([]);
  expect(chosen.ruleId).toBe('delivery');
}

test('E2: an address kept in its ASCII spelling is kept in its own script', async () => {
  const { rows } = await database.pool.query('select emails from contact');
  expect(rows).toEqual([{ emails: ['ivan@приклад.укр', "o'brien@example.com"] }]);
});

async function columnsOf(): Promise<Map<string, string>> {
  const { rows } = await database.pool.query<{ table: string; columns: string }>(
    `select table_name as table, string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns
     from information_schema.columns where table_schema = 'public' and table_name not like 'mikro%' group by 1`,
  );
  return new Map(rows.map(({ table, columns }) => [table, columns]));
}

async function contentOf(columns: Map<string, string>): Promise<Record<string, unknown[]>> {
  const tables = [...columns].map(async ([table, names]) => {
    const { rows } = await database.pool.query(`select ${names} from ${pg.escapeIdentifier(table)} order by 1`);
    return [table, rows] as const;
  });
  return Object.fromEntries(await Promise.all(tables));
}
