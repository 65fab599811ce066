import { describe, expect, test } from 'vitest';
import { isMore } from '#db/retention/forget.ts';
import { keepPolicy, keepRecord } from '#db/routing/keep.ts';
import { chooseOperator } from '#workflows/routing/choose.ts';
import { facts, person, question } from '../../unit/workflows/routing/questions.ts';
import { database, run, page, LOT, pass, addChat, setUpRetention } from './retention-stage.ts';

setUpRetention();

const count = async (table: string): Promise<number> => (await run(`select 1 from ${table}`)).rowCount ?? 0;

/** Choices as they are made, so many days ago. */
async function addRecords(chatId: string, days: number, many: number, hash = 'rules'): Promise<void> {
  const asked = question({
    at: Date.now() - days * 86_400_000,
    chat: facts({ chatId, pageId: page }),
    candidates: [person('olena')],
  });
  const choice = chooseOperator(asked);
  await keepPolicy(database.pool, hash, asked.policy);
  for (let ask = 0; ask < many; ask += 1)
    await keepRecord(database.pool, {
      question: asked,
      choice,
      policyHash: hash,
      ask: days * 100 + ask,
      state: 'joined',
      shadow: null,
    });
}

describe('D: why an operator was chosen', () => {
  test('is forgotten after its days, in lots, twice the same; that of open chats and of lately stays', async () => {
    const [past, open] = [await addChat('finished'), await addChat('new')];
    await addRecords(past, 200, 7);
    await addRecords(past, 170, 2);
    await addRecords(open, 200, 2);
    const lots: number[] = [];
    for (let more = true; more;) {
      const forgotten = await pass();
      lots.push(forgotten['routing_record'] ?? 0);
      more = isMore(forgotten, LOT);
    }
    expect(lots).toEqual([3, 3, 1]);
    expect((await pass())['routing_record']).toBe(0);
    const { rows } = await run(
      'select chat_id as chat, count(*)::int as count from routing_record group by 1 order by 2, 1',
    );
    expect(rows).toEqual([past, open].toSorted().map((chat) => ({ chat, count: 2 })));
  });

  test('policies go with the last record that was made by them, and not before a day', async () => {
    const past = await addChat('finished');
    await addRecords(past, 200, 1, 'old rules');
    await addRecords(past, 10, 1, 'rules');
    await keepPolicy(database.pool, 'fresh rules', question().policy);
    await run(`update routing_policy set created_at = now() - interval '2 days' where hash <> 'fresh rules'`);
    expect((await pass())['routing_policy']).toBe(1);
    const { rows } = await run('select hash from routing_policy order by 1');
    expect(rows).toEqual([{ hash: 'fresh rules' }, { hash: 'rules' }]);
  });

  test('a chat that waits with a record goes on waiting', async () => {
    const chat = await addChat('new');
    await addRecords(chat, 300, 1);
    await run(
      `insert into waiting_room (chat_id, page_id, client_id, ask, kind, since, reason, record_id)
       select c.id, page_id, client_id, 0, 'first', now(), 'all_full', (select id from routing_record) from chat c`,
    );
    await pass();
    expect((await run('select record_id is not null as kept from waiting_room')).rows).toEqual([{ kept: true }]);
  });
});

describe('D: who was there, and who did what', () => {
  test('spans go after their days; the one that lasts stays, however long', async () => {
    await run(
      `insert into presence_span (employee_id, state, from_at, to_at) values
         ('olena', 'online', now() - interval '500 days', now() - interval '401 days'),
         ('olena', 'away', now() - interval '401 days', now() - interval '399 days'),
         ('olena', 'offline', now() - interval '399 days', null)`,
    );
    expect([(await pass())['presence_span'], (await pass())['presence_span']]).toEqual([1, 0]);
    expect(await count('presence_span')).toBe(2);
  });

  test('the audit goes after its days, in lots', async () => {
    await run(
      `insert into audit (kind, at) select 'logged_in', now() - make_interval(days => n)
         from generate_series(1092, 1099) n`,
    );
    const lots = [await pass(), await pass()].map((forgotten) => forgotten['audit']);
    expect([lots, await count('audit')]).toEqual([[3, 2], 3]);
  });
});

describe('D: what let somebody in', () => {
  test('sessions, tokens, proofs and counts that are over go; the others stay', async () => {
    await run(
      `insert into session (id, token, user_id, expires_at, created_at) values
         ('over', '1', 'olena', now() - interval '1 second', now()),
         ('old', '2', 'olena', now() + interval '1 hour', now() - interval '31 days'),
         ('open', '3', 'olena', now() + interval '1 hour', now())`,
    );
    await run(
      `insert into api_token (employee_id, name, hash, expires_at) values
         ('olena', 'over', '1', now() - interval '1 second'), ('olena', 'open', '2', now() + interval '1 day')`,
    );
    await run(
      `insert into verification (id, identifier, value, expires_at) values
         ('over', 'x', 'x', now() - interval '1 second'), ('open', 'x', 'x', now() + interval '1 day')`,
    );
    await run(
      `insert into login_attempt (key, points, expire) values ('over', 1, extract(epoch from now()) * 1000 - 1000),
         ('open', 1, extract(epoch from now()) * 1000 + 60000), ('for ever', 1, null)`,
    );
    expect(await pass()).toMatchObject({ session: 2, api_token: 1, verification: 1, login_attempt: 1 });
    expect(await pass()).toMatchObject({ session: 0, api_token: 0, verification: 0, login_attempt: 0 });
    expect((await run('select id from session')).rows).toEqual([{ id: 'open' }]);
  });
});

test('F29: what was deleted long ago is purged with all that was said in it, and the audit says how much', async () => {
  const [old, fresh, kept] = [await addChat('finished'), await addChat('finished'), await addChat('finished')];
  await run(
    `insert into message (chat_id, client_id, page_id, direction, via, kind, text, attachments, state, at)
     select id, client_id, page_id, 'in', 'client', 'text', 'секрет', '[]', 'received', now() from chat
     where id = any($1)`,
    [[old, fresh, kept]],
  );
  await run(`insert into timeline (chat_id, seq, n, at, kind) values ($1, 1, 0, now(), 'deleted')`, [old]);
  await run(
    `insert into deleted_chat (chat_id, at, status, operators)
     values ($1, now() - interval '31 days', 'new', '[]'), ($2, now() - interval '29 days', 'new', '[]')`,
    [old, fresh],
  );
  await run('update chat set led = null where id = any($1)', [[old, fresh]]);
  expect((await pass())['deleted_chat']).toBe(1);
  expect((await pass())['deleted_chat']).toBe(0);
  const left = await run('select chat_id as id from message where chat_id = any($1)', [[old, fresh, kept]]);
  expect(left.rows.map(({ id }) => id as string).toSorted()).toEqual([fresh, kept].toSorted());
  expect((await run('select 1 from timeline where chat_id = $1', [old])).rows).toEqual([]);
  const audit = await run(`select employee_id, detail from audit where kind = 'chats_purged'`);
  expect(audit.rows).toEqual([{ employee_id: null, detail: { chats: 1 } }]);
});

test('D: two processes that forget at once do not wait for each other or fail', async () => {
  const past = await addChat('finished');
  await addRecords(past, 200, 9);
  const forgotten = await Promise.all([pass(), pass(), pass()]);
  const sum = forgotten.reduce((all, one) => all + (one['routing_record'] ?? 0), 0);
  expect(sum).toBe(9 - (await count('routing_record')));
});
