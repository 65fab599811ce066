import { expect, test } from 'vitest';
import { EngineHealth } from '#platform/engine-health.ts';
import { InHand } from '#activities/relay/in-hand.ts';
import { relayPass } from '#activities/relay/relay.ts';
import { endLeases, leaseClients } from '#db/inbox/lease.ts';
import { hurryInputs } from '#db/inbox/inputs.ts';
import { pendingIn } from '#db/inbox/pending.ts';
import { createLogger } from '#platform/log.ts';
import { newPsid } from '#test/integration/workflows/stage.ts';
import { counting } from './counting.ts';
import { pool, query, setUpRelaying, stage } from './relaying-stage.ts';

setUpRelaying();

test('a round over many clients takes two statements: whom it tells what, and that they were told', async () => {
  const psids = Array.from({ length: 8 }, newPsid);
  for (const psid of psids) for (const text of ['one', 'two', 'three']) await stage.wrote(psid, text);
  const { pool: counted, counted: sent } = counting(stage.databaseUrl);
  const log = createLogger('test', 'silent');
  await relayPass({ pool: counted, temporal: stage.temporal, log, health: new EngineHealth() });
  await counted.end();
  expect(sent).toEqual({ statements: 2, exchanges: 2 });
  expect(await query('select 1 from client where inbox_rev > relayed_rev')).toEqual([]);
  expect(await query('select 1 from chat_input where relayed_at is null')).toEqual([]);
});

test('while others wait out a throng, one of whose chat a person asks something is told at once', async () => {
  const [quiet, asked] = [await stage.wrote(newPsid(), 'waits'), await stage.wrote(newPsid(), 'is asked about')];
  expect(await hurryInputs(pool(), asked)).toBe(true);
  expect(await hurryInputs(pool(), asked)).toBe(false);
  const deps = {
    pool: pool(),
    temporal: stage.temporal,
    log: createLogger('test', 'silent'),
    health: new EngineHealth(),
  };
  expect(await relayPass(deps, new InHand(), 'urgent')).toBe(true);
  expect(await query('select id from client where inbox_rev > relayed_rev')).toEqual([{ id: quiet }]);
  expect(await relayPass(deps, new InHand(), 'urgent')).toBe(false);
  await relayPass(deps);
  expect(await query('select id from client where inbox_rev > relayed_rev')).toEqual([]);
});

test('what comes between the look at a client and their lease is told next, and nothing twice', async () => {
  const psid = newPsid();
  await stage.wrote(psid, 'seen');
  const [lease] = await leaseClients(pool(), 1);
  await stage.wrote(psid, 'came meanwhile');
  if (!lease) throw new Error('nobody was leased');
  expect(lease.inputs).toHaveLength(1);
  await endLeases(pool(), [lease]);
  const [next] = await leaseClients(pool(), 1);
  expect(next?.inputs.map(({ id }) => Number(id))).toEqual([Number(lease.inputs[0]?.id) + 1]);
});

test('of a client with more than fits at once the rest is told next, in order', async () => {
  const clientId = await stage.wrote(newPsid(), 'first');
  await query(
    `insert into chat_input (client_id, chat_id, kind, at, facts)
     select client_id, chat_id, kind, at, facts from chat_input, generate_series(1, 450) where client_id = $1`,
    clientId,
  );
  const told: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const [lease] = await leaseClients(pool(), 1);
    if (!lease) throw new Error('nobody was leased');
    told.push(...pendingIn(lease).inputs.map(({ id }) => id));
    await endLeases(pool(), [lease]);
  }
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(new Set(told).size).toBe(451);
  expect(await leaseClients(pool(), 1)).toEqual([]);
});
