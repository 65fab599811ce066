import { EngineHealth } from '#api/engine/health.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { InHand } from '#api/relay/in-hand.ts';
import { relayPass } from '#api/relay/relay.ts';
import { requeueUndecided } from '#db/inbox/again.ts';
import { loadChat } from '#db/inbox/inputs.ts';
import { endDelivery, keepUnread, leaseDelivery } from '#db/inbound/deliveries.ts';
import { endLease, leaseClients, postponeLease } from '#db/inbox/lease.ts';
import { listOverdueChats } from '#db/inbox/overdue.ts';
import { listStuck } from '#db/inbox/watching.ts';
import { prune } from '#db/changes/prune.ts';
import { inTransaction } from '#db/connection/transaction.ts';
import { createLogger } from '#platform/log.ts';
import { openTemporal } from '#platform/temporal.ts';
import { newPsid, openStage, type Stage } from '#test/integration/workflows/stage.ts';
import { newPage, type Outbox, outboxOf } from '../support/outbox.ts';

let stage: Stage;
let out: Outbox;
beforeAll(async () => {
  stage = await openStage();
  out = outboxOf(stage.database.pool);
});
beforeEach(async () => {
  await query('delete from client');
  await query('delete from trouble');
});
afterAll(() => stage?.close());

const pool = () => stage.database.pool;
const query = async (sql: string, ...values: unknown[]) => (await pool().query(sql, values)).rows;
/** Clients that wait to be told, the first of them longest. */
async function waiting(pageId: string, count: number, minutes = 60): Promise<void> {
  await query(
    `insert into client (page_id, psid, inbox_rev, relay_until)
     select $1, 'w' || n, 1, now() - make_interval(mins => $3) + make_interval(secs => n * 0.001)
        from generate_series(1, $2::int) n`,
    pageId,
    count,
    minutes,
  );
}

test('Y11: while 10,000 inputs of one page wait, an answer goes first and then another page’s fresh client', async () => {
  const [busy, other] = [await newPage(stage), await newPage(stage)];
  await waiting(busy.id, 10_000);
  await waiting(other.id, 1, 1);
  const [answered] = await query(`select id from client where page_id = $1 and psid = 'w9000'`, busy.id);
  await query('update client set relay_urgent = true where id = $1', answered.id);
  const leases = await leaseClients(pool(), 3);
  expect(leases.map(({ clientId, pageId }) => (clientId === answered.id ? 'answer' : pageId)).toSorted()).toEqual(
    ['answer', busy.id, other.id].toSorted(),
  );
});

test('Y23: of one page the one who waits longest comes first; without a place only answers are told', async () => {
  const page = await newPage(stage);
  await waiting(page.id, 50);
  const first = await leaseClients(pool(), 3);
  const psids = await query(
    'select psid from client where id = any($1::uuid[]) order by psid',
    first.map(({ clientId }) => clientId),
  );
  expect(psids.map(({ psid }) => psid)).toEqual(['w1', 'w2', 'w3']);
  await query(`update client set relay_urgent = true where psid = 'w40'`);
  const urgent = await leaseClients(pool(), 8, 0);
  expect(urgent.map((lease) => lease.urgent)).toEqual([true]);
});

test('Y23: while no worker runs, the engine gets no more than can be worked off, also when it is told again', async () => {
  const page = await newPage(stage);
  await query(
    `with clients as (
       insert into client (page_id, psid, inbox_rev, relay_until)
       select $1, 'away' || n, 1, now() - interval '1 hour' + make_interval(secs => n) from generate_series(1, 400) n
          returning id
     ), chats as (insert into chat (client_id, page_id) select id, $1 from clients returning id, client_id)
     insert into chat_input (client_id, chat_id, kind, at, facts)
     select client_id, id, 'client_wrote', now(), '{}' from chats`,
    page.id,
  );
  const inHand = new InHand();
  const deps = {
    pool: pool(),
    temporal: stage.temporal,
    log: createLogger('test', 'silent'),
    health: new EngineHealth(),
  };
  const told = async () => {
    while ((await relayPass(deps, inHand)) === true);
    const [row] = await query(
      'select count(distinct client_id)::int as n from chat_input where relayed_at is not null or attempts > 0',
    );
    return row.n as number;
  };
  expect(await told()).toBeLessThan(200);
  await query(`update chat_input set relayed_at = now() - interval '1 minute' where relayed_at is not null`);
  await requeueUndecided(pool());
  expect(await told()).toBeLessThan(200);
  // A person's answer does not wait for a place.
  const [last] = await query(`update client set relay_urgent = true where psid = 'away400' returning id`);
  await told();
  expect(await query('select 1 from chat_input where client_id = $1 and relayed_at is not null', last.id)).toHaveLength(
    1,
  );
}, 60_000);

test('an answer that comes while its client is being told keeps its turn; one that was told gives it up', async () => {
  const page = await newPage(stage);
  await waiting(page.id, 1);
  await query('update client set relay_urgent = true');
  const [lease] = await leaseClients(pool(), 1);
  if (!lease) throw new Error('nobody was leased');
  await query('update client set inbox_rev = inbox_rev + 1');
  await endLease(pool(), lease);
  const [again] = await leaseClients(pool(), 1);
  expect(again?.urgent).toBe(true);
  if (again) await endLease(pool(), again);
  expect(await query('select relay_urgent, relay_until from client')).toEqual([
    { relay_urgent: false, relay_until: null },
  ]);
});

test('a relay that ends late takes nothing back of what another one told meanwhile', async () => {
  const page = await newPage(stage);
  await waiting(page.id, 1);
  const [late] = await leaseClients(pool(), 1);
  await query('update client set inbox_rev = inbox_rev + 1, relay_until = now()');
  const [next] = await leaseClients(pool(), 1);
  for (const lease of [next, late]) if (lease) await endLease(pool(), lease);
  expect(await leaseClients(pool(), 1)).toEqual([]);
});

test('a chat that begins with more than fits at once knows only up to the last one it was given', async () => {
  const clientId = await stage.wrote(newPsid(), 'first');
  await query(
    `insert into chat_input (client_id, chat_id, kind, message_id, at, facts)
     select client_id, chat_id, kind, message_id, at, facts from chat_input, generate_series(1, 1200)
        where client_id = $1`,
    clientId,
  );
  const { undecided, accepted } = await loadChat(pool(), clientId);
  const [{ newest }] = await query('select max(id)::int as newest from chat_input where client_id = $1', clientId);
  expect(accepted).toBe(undecided.at(-1)?.id);
  expect(accepted).toBeLessThan(newest);
});

test('held back is what is not decided, and nothing else', async () => {
  const [decided, held] = [await stage.wrote(newPsid(), 'decided'), await stage.wrote(newPsid(), 'held back')];
  await query(`update chat_input set created_at = now() - interval '1 hour'`);
  await query('update chat_input set decided_at = now() where client_id = $1', decided);
  expect((await listStuck(pool(), 10, 50)).map(({ clientId }) => clientId)).toEqual([held]);
});

test('a delivery is in one reader’s hands; when that one died it is the next one’s', async () => {
  await keepUnread(pool(), ['1'], '{}');
  const first = await leaseDelivery(pool());
  expect(await leaseDelivery(pool())).toBeNull();
  await query(`update delivery set leased_until = now() - interval '1 second'`);
  expect(await leaseDelivery(pool())).toMatchObject({ id: first?.id, attempts: 2 });
  await endDelivery(pool(), first?.id ?? 0);
});

test('of chats that are late the one woken just now leaves its place to the next', async () => {
  for (const minutes of [20, 10])
    await query(
      `update chat set state = '{}', deadlines = json_build_array(json_build_object('kind', 'waiting', 'at', $2::float8))
       where client_id = $1`,
      await stage.wrote(newPsid(), 'late'),
      Date.now() - minutes * 60_000,
    );
  const [first] = await listOverdueChats(pool(), [], 1);
  const [second] = await listOverdueChats(pool(), [first?.number ?? 0], 1);
  expect(second?.number).toBeGreaterThan(first?.number ?? 0);
  expect(await listOverdueChats(pool(), [first?.number ?? 0, second?.number ?? 0], 1)).toEqual([]);
});

test('I5: an input that nobody decides about for a week does not stop the others', async () => {
  const stuck = await stage.wrote(newPsid(), 'stuck for a week');
  const lost = await stage.wrote(newPsid(), 'told to an engine that lost it');
  await query(
    `update chat_input set relayed_at = now() - interval '2 hours', attempts = 1024 where client_id = $1`,
    stuck,
  );
  await query(`update chat_input set relayed_at = now() - interval '1 hour' where client_id = $1`, lost);
  await requeueUndecided(pool());
  const rows = await query('select client_id, relayed_at, attempts from chat_input');
  expect(rows.find(({ client_id }) => client_id === lost).relayed_at).toBeNull();
  expect(rows.find(({ client_id }) => client_id === stuck)).toMatchObject({ relayed_at: null, attempts: 1001 });
});

test('I5a: one whose numbers have no room left is put aside with a word, and all others are told again', async () => {
  const odd = await stage.wrote(newPsid(), 'odd');
  const others = [await stage.wrote(newPsid(), 'one'), await stage.wrote(newPsid(), 'two')];
  await query(`update chat_input set relayed_at = now() - interval '2 hours', attempts = 2147483647`);
  await query('update client set inbox_rev = 2147483647 where id = $1', odd);
  expect(await requeueUndecided(pool())).toBe(2);
  expect(
    await query('select 1 from chat_input where client_id = any($1::uuid[]) and relayed_at is null', others),
  ).toHaveLength(2);
  expect(await out.troubles('input_put_aside')).toEqual([odd]);
});

test('I5b: what is told again is told at growing distances', async () => {
  const clientId = await stage.wrote(newPsid(), 'hello');
  const overdue = async (attempts: number, ago: string) => {
    await query('update chat_input set attempts = $1, relayed_at = now() - $2::interval', attempts, ago);
    return requeueUndecided(pool());
  };
  expect(await overdue(0, '20 seconds')).toBe(0);
  expect(await overdue(0, '40 seconds')).toBe(1);
  expect(await overdue(3, '3 minutes')).toBe(0);
  expect(await overdue(3, '5 minutes')).toBe(1);
  expect(await overdue(500, '50 minutes')).toBe(0);
  expect(await overdue(500, '70 minutes')).toBe(1);
  expect(await query('select 1 from client where id = $1 and inbox_rev > relayed_rev', clientId)).toHaveLength(1);
});

test('a client that cannot be told is put aside, later and later, and its neighbours are told', async () => {
  const bad = await stage.wrote(newPsid(), 'bad');
  const good = await stage.wrote(newPsid(), 'good');
  // A moment that no clock can say.
  await query(`update chat_input set at = 'infinity' where client_id = $1`, bad);
  const deps = {
    pool: pool(),
    temporal: stage.temporal,
    log: createLogger('test', 'silent'),
    health: new EngineHealth(),
  };
  for (let n = 0; n < 5; n += 1) {
    await relayPass(deps);
    await query('update client set relay_until = now() where id = $1', bad);
    if (n < 3) expect(await out.troubles('input_put_aside')).toEqual([]);
  }
  expect(await query('select 1 from client where id = $1 and relayed_rev >= inbox_rev', good)).toHaveLength(1);
  expect(await out.troubles('input_put_aside')).toEqual([bad]);
  await query(`update chat_input set at = now() where client_id = $1`, bad);
  await relayPass(deps);
  expect(await out.troubles('input_put_aside')).toEqual([]);
});

test('while the engine is away nobody is put aside', async () => {
  const clientId = await stage.wrote(newPsid(), 'hello');
  const nowhere = openTemporal({ address: '127.0.0.1:1', namespace: 'default' }, stage.keyring);
  const [lease] = await leaseClients(pool(), 1);
  if (lease) for (let n = 0; n < 6; n += 1) await postponeLease(pool(), lease, 0);
  await relayPass({ pool: pool(), temporal: nowhere, log: createLogger('test', 'silent'), health: new EngineHealth() });
  await nowhere.connection.close();
  expect(await out.troubles('input_put_aside')).toEqual([]);
  expect(
    await query(`select 1 from client where id = $1 and relay_until < now() + interval '10 seconds'`, clientId),
  ).toHaveLength(1);
});

test('I11: what has piled up is forgotten in lots, and what is needed stays', async () => {
  await query('delete from change');
  await query(
    `insert into change (kind, page_id, chat_id, ref, at) select 'chat', null, null, 'x', now() - interval '2 days'
       from generate_series(1, 25)`,
  );
  const lots: number[] = [];
  for (let more = true; more;) {
    more = await prune(pool(), 30, 10);
    lots.push(Number((await query('select count(*) from change'))[0].count));
  }
  // The newest stays: it is the place from which readers go on.
  expect(lots).toEqual([15, 5, 1]);
});

test('I11a: raw events, decided inputs and troubles that are long over go; what is undecided never does', async () => {
  await stage.wrote(newPsid(), 'decided');
  await query(`update chat_input set decided_at = now() - interval '40 days'`);
  const undecided = await stage.wrote(newPsid(), 'undecided for months');
  await query(
    `update chat_input set at = now() - interval '400 days', created_at = now() - interval '400 days'
       where decided_at is null`,
  );
  await query(`update inbound_event set received_at = now() - interval '40 days'`);
  await query(
    `insert into trouble (kind, ref, reason, ended_at) values ('work_failing', 'x', 'x', now() - interval '100 days')`,
  );
  await query(`insert into trouble (kind, ref, reason) values ('work_failing', 'y', 'y')`);
  expect(await prune(pool(), 30)).toBe(false);
  expect(await query('select client_id from chat_input')).toEqual([{ client_id: undecided }]);
  expect(await query('select 1 from inbound_event')).toEqual([]);
  expect(await query('select ref from trouble')).toEqual([{ ref: 'y' }]);
});

test('two transactions that wait for each other both come through', async () => {
  const [one, two] = [await newPage(stage), await newPage(stage)];
  const bothHold = Promise.withResolvers<void>();
  let holding = 0;
  const rename = (first: string, second: string) =>
    inTransaction(pool(), async (tx) => {
      await tx.query(`update page set health_reason = 'a' where id = $1`, [first]);
      if ((holding += 1) === 2) bothHold.resolve();
      await bothHold.promise;
      await tx.query(`update page set health_reason = 'b' where id = $1`, [second]);
      return 'done';
    });
  expect(await Promise.all([rename(one.id, two.id), rename(two.id, one.id)])).toEqual(['done', 'done']);
});
