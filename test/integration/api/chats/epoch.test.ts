import { expect, test } from 'vitest';
import type { MessageBody } from '#api/messages/schema.ts';
import { readStanding } from '#db/epoch/standing.ts';
import { withAdvisoryLock } from '#db/connection/advisory-lock.ts';
import { claimMessages } from '#db/outbox/claim.ts';
import { leaveWitness, readWitness } from '#platform/witness.ts';
import type { List } from '#test/integration/support/chat.ts';
import { until } from '#test/integration/support/until.ts';
import { api, messenger, engine, olena, query, writes, recoveries, setUpWatching } from './watching-stage.ts';
import { insist } from '#test/integration/support/insist.ts';

setUpWatching();

const ARRIVED = new Set<string>(['sent', 'delivered', 'read']);

const fact = async (name: string) => (await query('select value from installation where name = $1', name))[0]?.value;

/** A comparison that is under way would write over it what it read before. */
const putBack = (sql: string, ...values: unknown[]) =>
  until('no comparison to be under way', () =>
    withAdvisoryLock(api.database.pool, async () => Boolean(await query(sql, ...values))),
  );

const answers = async (number: number) =>
  (await olena.get(`/api/chats/${number}/messages?pageSize=100`))
    .json<List<MessageBody>>()
    .items.filter(({ direction }) => direction === 'out')
    .map(({ text, state }) => [text, state]);

test('X33: a database that is behind the engine begins an epoch; what it calls unsent is looked up', async () => {
  const chat = await writes();
  const key = () => ({ 'idempotency-key': crypto.randomUUID() });
  const sent = await olena.post(`/api/chats/${chat.number}/messages`, { text: 'вже надіслано' }, key());
  await until('the answer', async () => (await answers(chat.number)).some(([, state]) => state === 'delivered'));
  const before = ((await fact('epoch')) as { number: number } | undefined)?.number ?? 0;
  await until('a beat', async () => (await fact('beat')) > 1);
  // As in a copy made before it left, and put back into the same server.
  const { id } = sent.json<MessageBody>();
  await putBack(
    `with older as (update message
       set state = 'queued', mid = null, sent_at = null, next_try_at = now() + interval '1 minute' where id = $1)
     update installation set value = '1' where name = 'beat'`,
    id,
  );
  await until('the epoch', async () => ((await fact('epoch')) as { number: number })?.number === before + 1);
  await until('the answer', async () => (await answers(chat.number)).some(([, state]) => ARRIVED.has(state ?? '')));
  expect(messenger.sends().filter(({ text, accepted }) => accepted && text === 'вже надіслано')).toHaveLength(1);
  const told = `select reason from trouble where kind = 'database_restored' and ended_at is null`;
  await until('the news of it', async () => (await query(told)).length === 1);
  expect(await recoveries(chat.number)).toEqual([]);
});

test('X33: what an older copy of the database calls unsent and Facebook does not know goes out', async () => {
  const chat = await writes();
  const before = ((await fact('epoch')) as { number: number }).number;
  await query(
    `insert into message (chat_id, client_id, page_id, direction, via, text, state, at, decided, sending_at)
     select id, client_id, page_id, 'out', 'desk', 'ще не надіслано', 'sending', now(), true, now() from chat
        where id = $1`,
    chat.id,
  );
  await putBack(`update installation set value = '1' where name = 'beat'`);
  await until('the epoch', async () => ((await fact('epoch')) as { number: number })?.number === before + 1);
  await until('the answer', async () => (await answers(chat.number)).some(([, state]) => state === 'delivered'));
  expect(messenger.sends().filter(({ text, accepted }) => accepted && text === 'ще не надіслано')).toHaveLength(1);
});

test('X33: an engine that is behind the database begins an epoch, and each chat says so, once', async () => {
  const chat = await writes();
  const before = ((await fact('epoch')) as { number: number }).number;
  await putBack(
    `update installation set value = to_jsonb((value #>> '{}')::int + 10) where name in ('beat', 'beat_after')`,
  );
  await until('the epoch', async () => ((await fact('epoch')) as { number: number })?.number === before + 1);
  await until('everybody', async () => (await fact('epoch_told')) === before + 1);
  expect((await fact('epoch')) as object).toEqual({ number: before + 1, reason: 'engine_restored' });
  expect((await insist(() => olena.put(`/api/chats/${chat.number}/operators/me`))).status).toBe(200);
  expect(await recoveries(chat.number)).toEqual(['engine_restored']);
});

test('X33: an engine that is behind is found out although a count under way reached it afterwards', async () => {
  const chat = await writes();
  const before = ((await fact('epoch')) as { number: number }).number;
  const { installation } = await readStanding(api.database.pool);
  const number = async () => ((await fact('epoch')) as { number: number }).number;
  const beat = async () => (await fact('beat')) as number;
  await until('two counts', async () => {
    const { before: older } = await readWitness(engine, installation);
    return older !== null;
  });
  await until('the epoch', async () => {
    // Old data with our newest count in one of its places; between reading and writing we may have counted on.
    const witness = await readWitness(engine, installation);
    const newest = await beat();
    const other = witness.place === '' ? '.2' : '';
    await leaveWitness(engine, installation, { place: other, epoch: before, beat: newest - 20 });
    await leaveWitness(engine, installation, { place: witness.place, epoch: before, beat: newest });
    await until('a count', async () => (await beat()) > newest);
    return (await number()) > before;
  });
  await until('everybody', async () => (await fact('epoch_told')) === (await number()));
  expect(((await fact('epoch')) as { reason: string }).reason).toBe('engine_restored');
  expect((await insist(() => olena.put(`/api/chats/${chat.number}/operators/me`))).status).toBe(200);
});

test('X33: a database that was started anew, or put back, sends nothing before it was compared', async () => {
  const life = await fact('life');
  await query(`update installation set value = '"another life"' where name = 'life'`);
  expect(await claimMessages(api.database.pool, 10)).toEqual([]);
  await until('the comparison', async () => (await fact('life')) === life);
});
