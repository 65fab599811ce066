import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { runApi } from '#api/process/run-api.ts';
import type { ChatBody } from '#api/chats/schema.ts';
import { createApi, type TestApi } from '#test/integration/support/api.ts';
import { openChat } from '#test/integration/support/chat.ts';
import { type LiveStream, openLive } from '#test/integration/support/live.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';
import { deliver, newPsid, textOf } from '#test/integration/support/webhook.ts';

let api: TestApi;
let olena: Visitor;
const open: LiveStream[] = [];

beforeAll(async () => {
  api = await createApi();
  olena = await logIn(api, 'olena');
});
afterEach(() => open.splice(0).forEach((stream) => stream.close()));
afterAll(() => api.stop());

async function listen(headers: Record<string, string> = {}, who = olena): Promise<LiveStream> {
  const stream = await openLive(api, who, headers);
  open.push(stream);
  await until('hello', () => stream.named('hello')[0]);
  return stream;
}

const texts = (stream: Pick<LiveStream, 'named'>): string[] =>
  stream.named('message').map(({ body }) => (body['message'] as { text: string }).text);

// The first of this file: nothing has happened in this company yet.
test('F41: before the first change, too, there is a place, and what follows it is told', async () => {
  const { lastEventId } = (await olena.get('/api/session')).json<{ lastEventId: string }>();
  const { rows } = await api.database.pool.query('select ref from change');
  expect(rows).toEqual([{ ref: '00000000-0000-0000-0000-000000000000' }]);
  await openChat(api, api.pages.dim, 'the first words');
  const stream = await listen({ 'last-event-id': lastEventId });
  await until('the message', () => texts(stream).includes('the first words'));
  expect(stream.named('reload')).toEqual([]);
});

test('F41: a client writes, and an open window is told the message and the chat', async () => {
  const stream = await listen();
  const { number } = await openChat(api, api.pages.dim, 'Чи є доставка?');
  const { body } = await until('the message', () => stream.named('message')[0]);
  expect(body).toMatchObject({
    chatNumber: number,
    message: { text: 'Чи є доставка?', direction: 'in', state: 'received' },
  });
  await until('the chat', () =>
    stream.named('chat').find((event) => (event.body['chat'] as ChatBody).number === number),
  );
});

test('F41: hello says where the stream stands, and coming back from there misses nothing', async () => {
  const first = await listen();
  const stand = String(first.named('hello')[0]?.body['id']);
  expect(stand).toMatch(/^\d+-\d+-\d+:\d+:[\d,]*$/);
  first.close();
  await openChat(api, api.pages.dim, 'while nobody looked');
  const back = await listen({ 'last-event-id': stand });
  await until('the missed message', () => texts(back).includes('while nobody looked'));
  expect(back.named('reload')).toEqual([]);
});

test('F41: whoever follows from where the session was read is told what came before the stream stood', async () => {
  const { lastEventId } = (await olena.get('/api/session')).json<{ lastEventId: string }>();
  await openChat(api, api.pages.dim, 'between the two');
  const stream = await listen({ 'last-event-id': lastEventId });
  await until('the message', () => texts(stream).includes('between the two'));
  expect(stream.named('reload')).toEqual([]);
});

test('F41: a window that missed nothing is told nothing again', async () => {
  const first = await listen();
  await openChat(api, api.pages.dim, 'seen already');
  await until('the message', () => texts(first).includes('seen already'));
  await until('the place', () => first.events.at(-1)?.id);
  first.close();
  const back = await listen({ 'last-event-id': String(first.lastId()) });
  await openChat(api, api.pages.dim, 'new');
  await until('the new one', () => texts(back).includes('new'));
  expect(texts(back)).not.toContain('seen already');
});

test('X34: a window cut in the middle of a batch asks for the whole batch again', async () => {
  const before = await listen();
  const stand = String(before.named('hello')[0]?.body['id']);
  for (let n = 0; n < 20; n += 1) await openChat(api, api.pages.dim, `batch ${n}`);
  // A transaction still open somewhere in the cluster holds rows back: once another window has them all, they come in
  // one batch.
  await until('all are settled', () => texts(before).filter((text) => text.startsWith('batch')).length === 20);
  const cut = await openLive(api, olena, { 'last-event-id': stand });
  open.push(cut);
  await until('all of them', () => texts(cut).filter((text) => text.startsWith('batch')).length === 20);
  await until('the end of the batch', () => cut.events.find(({ name, id }) => name !== 'hello' && id !== null));
  const brought = cut.events.filter(({ name }) => name !== 'hello');
  const lastOfBatch = brought.findIndex(({ id }) => id !== null);
  expect(brought.slice(0, lastOfBatch).every(({ id }) => id === null)).toBe(true);
  expect(
    texts({ named: () => brought.slice(0, lastOfBatch + 1).filter(({ name }) => name === 'message') }),
  ).toHaveLength(20);
  expect(cut.named('hello')[0]?.id).toBeNull();
});

test('F41: no message is missed however often a window reconnects while several writers write', async () => {
  const psids = Array.from({ length: 6 }, newPsid);
  const written: string[] = [];
  const seen = new Set<string>();
  let place = String((await listen()).named('hello')[0]?.body['id']);
  const writers = psids.map(async (psid, writer) => {
    for (let n = 0; n < 12; n += 1) {
      const text = `w${writer}-${n}`;
      await deliver(api, api.pages.dim, [textOf(api.pages.dim, psid, text)]);
      written.push(text);
    }
  });
  let isWritten = false;
  const done = Promise.all(writers).then(() => (isWritten = true));
  const comeBack = async (round: number) => {
    const stream = await openLive(api, olena, { 'last-event-id': place });
    await new Promise((resolve) => setTimeout(resolve, round < 20 ? 15 : 150));
    stream.close();
    texts(stream).forEach((text) => seen.add(text));
    place = stream.lastId() ?? place;
  };
  let round = 0;
  while (!isWritten) await comeBack((round += 1));
  await done;
  await until('all that was written', async () => {
    if (written.every((text) => seen.has(text))) return true;
    await comeBack((round += 1));
    return false;
  });
  expect(seen.size).toBe(72);
});

test.each(['1-1', 'nonsense', '999', '1-1-5:9:', '1-1-9:5:', '1-1-5:9:7,6', '1-1-0:0:'])(
  'F41: a place the feed does not hold (%s) asks to load everything anew',
  async (place) => {
    const stream = await listen({ 'last-event-id': place });
    await until('reload', () => stream.named('reload')[0]);
  },
);

test('F41: who missed more than a thousand changes loads everything anew', async () => {
  const watching = await listen();
  const stand = String(watching.named('hello')[0]?.body['id']);
  const { rows } = await api.database.pool.query<{ last: number }>(
    `with missed as (insert into change (kind, page_id, ref) select 'page', $1::uuid, $1::text
       from generate_series(1, 1100) returning id)
     select max(id)::int as last from missed`,
    [api.pages.dim.id],
  );
  // The feed reads in lots: after the first one the place is not yet a thousand changes behind.
  const last = rows[0]?.last ?? Infinity;
  await until('the feed has read all of it', () => Number(watching.lastId()?.split('-')[1]) >= last);
  const stream = await listen({ 'last-event-id': stand });
  await until('reload', () => stream.named('reload')[0]);
});

test('X34: what a sleeping window misses is not kept for it: it loads everything anew', async () => {
  const asleep = await listen();
  const awake = await listen();
  asleep.pause();
  const psid = newPsid();
  // More than the sockets take, and no more at once than the one who reads can follow.
  for (let n = 0; n < 360; n += 1) {
    await deliver(api, api.pages.dim, [textOf(api.pages.dim, psid, `${n} ${'x'.repeat(60_000)}`)]);
    if (n % 20 === 19) await until('the awake one has all', () => texts(awake).length === n + 1);
  }
  asleep.resume();
  await until('reload', () => asleep.named('reload')[0]);
  expect(texts(asleep).length).toBeLessThan(360);
  await openChat(api, api.pages.dim, 'awake again');
  await until('what comes after', () => texts(asleep).includes('awake again'));
});

test('a process that stops ends its streams in good order at once, and another one goes on from there', async () => {
  const other = await runApi({ ...api.settings, port: 0 });
  const there = { url: `http://127.0.0.1:${other.port}` };
  const streams = await Promise.all([1, 2, 3].map(() => openLive(there, olena)));
  open.push(...streams);
  for (const stream of streams) await until('hello', () => stream.named('hello')[0]);
  await other.stop();
  await until('all have ended', () => streams.every((stream) => stream.ended()));
  // What is still open after the time for requests is cut off.
  expect(streams.map((stream) => [stream.whole(), stream.named('bye').length])).toEqual(streams.map(() => [true, 0]));
  await openChat(api, api.pages.dim, 'while it was away');
  const back = await listen({ 'last-event-id': String(streams[0]?.lastId()) });
  await until('the missed message', () => texts(back).includes('while it was away'));
});
