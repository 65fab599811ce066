import { expect, test } from 'vitest';
import { forget } from '#db/retention/forget.ts';
import { openChat } from '#test/integration/support/chat.ts';
import { codeOf } from '#test/integration/support/http.ts';
import type { Visitor } from '#test/integration/support/visitor.ts';
import { addReply, ALL, api, dmytro, iryna, listed, olena, replyOf, setUpReplies, taras } from './replies-stage.ts';

setUpReplies();

const run = (sql: string, values: unknown[] = []) => api.database.pool.query(sql, values);

async function upload(who: Visitor, name: string): Promise<string> {
  const headers = { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name) };
  const answer = await who.ask('/api/files', { method: 'POST', headers, body: Buffer.from(name) });
  return answer.json<{ id: string }>().id;
}

const filesOf = async (who: Visitor, id: string) => (await listed(who)).find((reply) => reply.id === id)?.fileIds;
const send = (who: Visitor, number: number, fileIds: string[]) =>
  who.post(`/api/chats/${number}/messages`, { text: 'Ось', fileIds }, { 'idempotency-key': fileIds.join() });

test('F21: a ready reply carries files in their order; what is not said of them stays, also by CSV', async () => {
  const [price, map] = [await upload(iryna, 'прайс.txt'), await upload(iryna, 'карта.txt')];
  const { id } = await addReply(iryna, 'price', { fileIds: [map, price] });
  expect(await filesOf(olena, id)).toEqual([map, price]);
  const many = await iryna.put(ALL, { items: [replyOf('price', { title: 'Прайс' })] });
  expect(many.json()).toEqual({ added: 0, changed: 1 });
  await iryna.put(`${ALL}/${id}`, replyOf('price', { fileIds: undefined }));
  expect(await filesOf(olena, id)).toEqual([map, price]);
  await iryna.put(`${ALL}/${id}`, replyOf('price', { fileIds: [price, price] }));
  expect(await filesOf(olena, id)).toEqual([price]);
  const refused = async (more: object, who = iryna) => codeOf(await who.post(ALL, replyOf('no', more)));
  expect(await refused({ fileIds: ['00000000-0000-4000-8000-000000000000'] })).toBe('UNKNOWN_FILE');
  // What another person uploaded is not there for who did not.
  expect(await refused({ scope: 'mine', fileIds: [price] }, olena)).toBe('UNKNOWN_FILE');
  expect(await refused({ fileIds: Array.from({ length: 11 }, () => price) })).toBe('BAD_REQUEST');
});

test('F43: files of a ready reply are offered, seen and sent where it is, and by nobody else', async () => {
  const { number } = await openChat(api, api.pages.dim);
  const elsewhere = await openChat(api, api.pages.outlet);
  const [ofDim, own] = [await upload(iryna, 'вітрина.txt'), await upload(olena, 'особисте.txt')];
  await addReply(iryna, 'window', { fileIds: [ofDim], pageIds: [api.pages.dim.id] });
  await addReply(olena, 'own', { scope: 'mine', fileIds: [own] });
  const { items } = (await olena.get(`/api/chats/${number}/ready-replies?q=window`)).json<{ items: object[] }>();
  expect(items).toMatchObject([{ shortcut: 'window', files: [{ id: ofDim, name: 'вітрина.txt', kind: 'file' }] }]);
  const sees = async (who: Visitor, id: string) => (await who.get(`/api/files/${id}`)).status;
  expect([await sees(olena, ofDim), await sees(dmytro, ofDim), await sees(taras, ofDim)]).toEqual([200, 200, 404]);
  expect([await sees(olena, own), await sees(iryna, own), await sees(taras, own)]).toEqual([200, 404, 404]);
  expect((await send(olena, number, [ofDim, own])).status).toBe(201);
  // Of a reply for another page, and of another person's.
  expect(codeOf(await send(taras, elsewhere.number, [ofDim]))).toBe('UNKNOWN_FILE');
  expect(codeOf(await send(iryna, number, [own]))).toBe('UNKNOWN_FILE');
});

test('F21: a file lives as long as a ready reply or a message names it, whatever is purged', async () => {
  const { number } = await openChat(api, api.pages.dim);
  const [left, taken, sent] = [await upload(iryna, 'один'), await upload(iryna, 'два'), await upload(iryna, 'три')];
  const { id } = await addReply(iryna, 'lasting', { fileIds: [left, taken, sent] });
  expect((await send(olena, number, [left, sent])).status).toBe(201);
  const passed = async () => {
    await run("update file set created_at = now() - interval '3 days' where id = any($1)", [[left, taken, sent]]);
    await forget(api.database.pool, { routingRecords: 180, presence: 400, audit: 1095, bin: 30 });
    const { rows } = await run('select id from file where id = any($1)', [[left, taken, sent]]);
    return [left, taken, sent].map((file) => rows.some((row) => row.id === file));
  };
  expect(await passed()).toEqual([true, true, true]);
  await iryna.put(`${ALL}/${id}`, replyOf('lasting', { fileIds: [left, sent] }));
  expect(await passed()).toEqual([true, false, true]);
  await run('delete from message where file_id = $1', [left]);
  expect(await passed()).toEqual([true, false, true]);
  await iryna.delete(`${ALL}/${id}`);
  expect(await passed()).toEqual([false, false, true]);
});
