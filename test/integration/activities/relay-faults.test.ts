import { EngineHealth } from '#platform/engine-health.ts';
import { expect, test } from 'vitest';
import { relayPass } from '#activities/relay/relay.ts';
import { requeueUndecided } from '#db/inbox/again.ts';
import { leaseClients, postponeLease } from '#db/inbox/lease.ts';
import { prune } from '#db/changes/prune.ts';
import { inTransaction } from '#db/connection/transaction.ts';
import { createLogger } from '#platform/log.ts';
import { openTemporal } from '#platform/temporal.ts';
import { newPsid } from '#test/integration/workflows/stage.ts';
import { newPage } from '../support/outbox.ts';
import { stage, out, query, pool, setUpRelaying } from './relaying-stage.ts';

setUpRelaying();

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
  const nowhere = openTemporal({ address: '127.0.0.1:1', namespace: 'default' }, stage.dataKeys);
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
