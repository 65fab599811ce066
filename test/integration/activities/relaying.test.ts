import { EngineHealth } from '#platform/engine-health.ts';
import { expect, test } from 'vitest';
import { InHand } from '#activities/relay/in-hand.ts';
import { relayPass } from '#activities/relay/relay.ts';
import { requeueUndecided } from '#db/inbox/again.ts';
import { loadChat } from '#db/inbox/load.ts';
import { endDelivery, keepUnread, leaseDelivery } from '#db/inbound/deliveries.ts';
import { endLeases, leaseClients } from '#db/inbox/lease.ts';
import { listOverdueChats } from '#db/inbox/overdue.ts';
import { listStuck } from '#db/inbox/watching.ts';
import { createLogger } from '#platform/log.ts';
import { newPsid } from '#test/integration/workflows/stage.ts';
import { newPage } from '#test/integration/support/outbox.ts';
import { stage, query, pool, setUpRelaying } from './relaying-stage.ts';

setUpRelaying();

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

test('Y11: while 10,000 inputs of one page wait, an answer goes first, then another page’s fresh client', async () => {
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

test('Y23: while no worker runs, the engine gets no more than can be worked off, also told again', async () => {
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
});

test('an answer that comes while its client is being told keeps its turn; one that was told gives it up', async () => {
  const page = await newPage(stage);
  await waiting(page.id, 1);
  await query('update client set relay_urgent = true');
  const [lease] = await leaseClients(pool(), 1);
  if (!lease) throw new Error('nobody was leased');
  await query('update client set inbox_rev = inbox_rev + 1');
  await endLeases(pool(), [lease]);
  const [again] = await leaseClients(pool(), 1);
  expect(again?.urgent).toBe(true);
  if (again) await endLeases(pool(), [again]);
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
  for (const lease of [next, late]) if (lease) await endLeases(pool(), [lease]);
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
      `update chat set state = '{}',
         deadlines = json_build_array(json_build_object('kind', 'waiting', 'at', $2::float8))
       where client_id = $1`,
      await stage.wrote(newPsid(), 'late'),
      Date.now() - minutes * 60_000,
    );
  const [first] = await listOverdueChats(pool(), [], 1);
  const [second] = await listOverdueChats(pool(), [first?.number ?? 0], 1);
  expect(second?.number).toBeGreaterThan(first?.number ?? 0);
  expect(await listOverdueChats(pool(), [first?.number ?? 0, second?.number ?? 0], 1)).toEqual([]);
});
