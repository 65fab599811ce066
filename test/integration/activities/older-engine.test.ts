import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { readStanding } from '#db/epoch/standing.ts';
import { leaveWitness, readWitness } from '#platform/witness.ts';
import { newPsid } from '#test/integration/workflows/stage.ts';
import type { Saving } from '#workflows/chat/needs.ts';
import { query, save, savingFor, setUpSaving, stage } from './saving-stage.ts';

setUpSaving();

const keep = (name: string, value: unknown) =>
  query(
    `insert into installation (name, value) values ($1, $2)
     on conflict (name) do update set value = excluded.value`,
    name,
    JSON.stringify(value),
  );

/** Counts in both stores, as the product does every two seconds. */
async function beat(): Promise<void> {
  const ours = await readStanding(stage.database.pool);
  const { engine, beat: last, place } = await readWitness(stage.temporal, ours.installation);
  const next = ours.beat + 1;
  await keep('engine', engine);
  await keep('beat', next);
  await keep('beat_after', last ?? 0);
  await leaveWitness(stage.temporal, ours.installation, { place, epoch: 0, beat: next });
}

/** As if what the engine keeps were of some time before the last counts. */
async function engineIsOlder(): Promise<void> {
  const { beat: newest } = await readStanding(stage.database.pool);
  await keep('beat', newest + 10);
  await keep('beat_after', newest + 9);
}

/** The first task of a chat, which was saved; and the same task as it is taken again: at another time. */
async function savedOnce(epoch: number) {
  const clientId = await stage.wrote(newPsid(), 'hello');
  const run = randomUUID();
  const first: Saving = {
    ...(await savingFor(clientId, run, 1)),
    lineage: { run, after: null, reset: false, final: false, epoch },
  };
  const { chatId } = await save(first);
  const decisions = first.decisions.map((decision) => ({ ...decision, at: decision.at + 60_000 }));
  return { chatId, first, again: { ...first, decisions } };
}

const momentsOf = async (chatId: string | null) =>
  (await query('select at from timeline where chat_id = $1', chatId)).map(({ at }) => at.getTime());
const moments = ({ decisions }: Saving) => decisions.map(({ at }) => at);

beforeEach(async () => {
  await query(`delete from installation where name = 'epoch'`);
  await beat();
  await beat();
});

test('a task that failed is taken again, and what it says then overwrites, while both stores agree', async () => {
  const { chatId, again } = await savedOnce(0);
  expect(await save(again)).toMatchObject({ chatId });
  expect(await momentsOf(chatId)).toEqual(moments(again));
});

test('X33E: an engine put back to an older copy overwrites no decision before anybody has noticed it', async () => {
  const { chatId, first, again } = await savedOnce(0);
  await engineIsOlder();
  expect(await save(again)).toEqual({ chatId: null, number: null, stale: 'engine_restored' });
  expect(await momentsOf(chatId)).toEqual(moments(first));
});

test('X33E: nor before the chat was told of the epoch that began; one of this epoch is taken again', async () => {
  const { chatId, first, again } = await savedOnce(1);
  await keep('epoch', { number: 2, reason: 'engine_restored' });
  expect(await save(again)).toEqual({ chatId: null, number: null, stale: 'engine_restored' });
  expect(await momentsOf(chatId)).toEqual(moments(first));
  const present = await savedOnce(2);
  expect(await save(present.again)).toMatchObject({ chatId: present.chatId });
  expect(await momentsOf(present.chatId)).toEqual(moments(present.again));
});
