import { expect, test } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import { wrongCounts } from '#db/chats/counts.ts';
import { type List, readChat } from '#test/integration/support/chat.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { insist } from '#test/integration/support/insist.ts';
import { until } from '#test/integration/support/until.ts';
import {
  api,
  findChat,
  iryna,
  messenger,
  number,
  olena,
  path,
  psid,
  say,
  setUpAnswers,
} from '../chats/answers-stage.ts';

setUpAnswers();

const remove = () => insist(() => iryna.delete(path()));
const putBack = () => iryna.post(path('/restoration'), {});
const listed = async (query = '', who = iryna) =>
  (await who.get(`/api/chats?pageSize=100${query}`)).json<List<ChatBody>>().items.map((chat) => chat.number);
const entries = async (kind: string) =>
  (await iryna.get(path('/timeline?pageSize=100')))
    .json<List<{ kind: string; by: { id: string } | null; reason: object }>>()
    .items.filter((entry) => entry.kind === kind);
const clientWrites = (text: string) => messenger.sendMessage({ page: api.pages.dim.facebookId, psid, text });
const audited = async (kind: string) =>
  (
    await api.database.pool.query<{ chat: number }>(
      `select (detail ->> 'chat')::int as chat from audit where kind = $1`,
      [kind],
    )
  ).rows.map(({ chat }) => chat);

test('F29: an open chat ends silently, is out of every list, and stands in the bin', async () => {
  await insist(() => olena.post(path('/operators'), { employeeId: api.people.olena.id }));
  expect(await listed()).toContain(number);
  const deleted = await remove();
  expect(deleted.json<ChatBody>()).toMatchObject({
    status: 'finished',
    operators: [],
    deleted: { by: { id: api.people.iryna.id } },
  });
  expect(await listed()).not.toContain(number);
  expect(await listed(`&operatorId=${api.people.olena.id}`)).not.toContain(number);
  expect(await listed(`&q=${number}`)).not.toContain(number);
  expect(codeOf(await olena.get(path()))).toBe('CHAT_NOT_FOUND');
  expect(codeOf(await say('ще щось', undefined, iryna))).toBe('CHAT_FINISHED');
  const bin = (await iryna.get('/api/deleted-chats')).json<List<ChatBody> & { days: number }>();
  expect(bin.items.map((chat) => chat.number)).toContain(number);
  expect(bin.days).toBe(30);
  expect(await entries('deleted')).toMatchObject([
    { by: { id: api.people.iryna.id }, reason: { code: 'operator_said', from: 'new' } },
  ]);
  expect(await audited('chat_deleted')).toContain(number);
  const said = `select 1 from message m join chat c on c.id = m.chat_id where c.number = $1 and m.direction = 'out'`;
  expect((await api.database.pool.query(said, [number])).rows).toEqual([]);
  expect(await wrongCounts(api.database.pool)).toEqual([]);
});

test('F29: put back it goes on as it stood, and its workflow answers', async () => {
  await insist(() => olena.post(path('/operators'), { employeeId: api.people.olena.id }));
  const before = await readChat(iryna, number);
  await remove();
  const restored = (await putBack()).json<ChatBody>();
  expect(restored).toMatchObject({
    status: before.status,
    operators: before.operators,
    waitingSince: before.waitingSince,
    unread: before.unread,
    deleted: null,
    finishedAt: null,
  });
  expect(await listed('', olena)).toContain(number);
  expect(await entries('restored')).toMatchObject([{ reason: { code: 'operator_said', to: 'new' } }]);
  await until('its deadlines', async () => (await readChat(iryna, number)).deadlines.length > 0);
  expect((await say('Вітаю')).status).toBe(201);
  await until('the answer', async () => (await readChat(olena, number)).status === 'answered');
  expect(await entries('recovered')).toEqual([]);
  expect(await wrongCounts(api.database.pool)).toEqual([]);
  expect(codeOf(await putBack())).toBe('NOT_DELETED');
});

test('F29: what the client writes next opens a new chat, and the deleted one comes back finished', async () => {
  await remove();
  clientWrites('ще питання');
  const next = await until('the next chat', findChat);
  expect(next.number).not.toBe(number);
  const siblings = (await olena.get(`/api/chats/${next.number}/siblings?side=earlier`)).json<List<ChatBody>>();
  expect(siblings.items).toEqual([]);
  const restored = (await putBack()).json<ChatBody>();
  expect(restored).toMatchObject({ status: 'finished', deleted: null });
  expect(restored.finishedAt).not.toBeNull();
  expect(await entries('restored')).toMatchObject([{ reason: { code: 'began_anew', to: 'finished' } }]);
  expect((await findChat())?.number).toBe(next.number);
});

test('F29: a finished chat is deleted as it is, and put back with its operators', async () => {
  await insist(() => olena.post(path('/operators'), { employeeId: api.people.olena.id }));
  await insist(() => olena.put(path('/status'), { status: 'finished' }), 'CHAT_FINISHED');
  const before = await until('its end', async () => {
    const chat = await readChat(iryna, number);
    // Their name is asked of Meta, and comes when it comes.
    return chat.status === 'finished' && chat.client.firstName !== '' && chat;
  });
  await remove();
  expect((await remove()).json<ChatBody>().deleted).not.toBeNull();
  expect(await entries('deleted')).toHaveLength(1);
  const restored = (await putBack()).json<ChatBody>();
  expect(restored).toEqual({ ...before, version: restored.version });
  expect(await wrongCounts(api.database.pool)).toEqual([]);
});

test('F29: only who arranges deletes and puts back, and sees what is deleted', async () => {
  expect(codeOf(await olena.delete(path()))).toBe('NOT_ALLOWED');
  expect(codeOf(await olena.get('/api/deleted-chats'))).toBe('NOT_ALLOWED');
  await remove();
  expect(codeOf(await olena.post(path('/restoration'), {}))).toBe('CHAT_NOT_FOUND');
});

test('F29: the bin is searched by what a chat is called, and all of it that fits is put back', async () => {
  await remove();
  const { client, page } = await readChat(iryna, number);
  const inBin = async (q: string) =>
    (await iryna.get(`/api/deleted-chats?q=${encodeURIComponent(q)}`))
      .json<List<ChatBody>>()
      .items.map((chat) => chat.number);
  for (const q of [String(number), client.lastName, `${client.lastName} ${client.firstName}`, page.name, ''])
    expect([q, await inBin(q)]).toEqual([q, expect.arrayContaining([number])]);
  expect(await inBin('нікого так не звуть')).toEqual([]);
  expect(codeOf(await olena.get('/api/deleted-chats?q=x'))).toBe('NOT_ALLOWED');
  const filter = { q: String(number) };
  const begun = await iryna.post('/api/bulk', { action: 'restore', filter });
  expect(begun.status).toBe(202);
  const { id } = begun.json<{ id: string }>();
  await until('its end', async () => (await iryna.get(`/api/bulk/${id}`)).json<{ state: string }>().state === 'done');
  expect((await iryna.get(`/api/bulk/${id}`)).json()).toMatchObject({ action: 'restore', done: 1, total: 1 });
  expect(await inBin(String(number))).toEqual([]);
});
