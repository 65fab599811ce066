import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { logIn, nobody } from '../../support/visitor.ts';
import {
  api,
  attachment,
  cdn,
  iryna,
  olena,
  paths,
  picture,
  put,
  receive,
  settled,
  setUpAttachments,
} from './attachments-stage.ts';

setUpAttachments();

test('A12: a file of a foreign chat is not there, as one that never was; after logging out nothing is', async () => {
  const url = put('/a.jpg', await picture(10, 10));
  const [ours] = await settled(await receive([attachment(url)]));
  const [theirs] = await settled(await receive([attachment(url)], 'їхнє', 'outlet'));
  for (const path of ['', '/preview']) {
    expect((await olena.get(`/api/attachments/${ours?.id}${path}`)).status).toBe(200);
    const [foreign, missing, odd] = await Promise.all(
      [theirs?.id, randomUUID(), 'x'].map((id) => olena.get(`/api/attachments/${id}${path}`)),
    );
    expect([foreign?.status, foreign?.text]).toEqual([404, missing?.text]);
    expect([odd?.status, odd?.text]).toEqual([404, missing?.text]);
  }
  const guest = await logIn(api, 'olena');
  await guest.ask('/api/session', { method: 'DELETE' });
  for (const who of [guest, nobody(api)]) expect((await who.get(`/api/attachments/${ours?.id}`)).status).toBe(401);
});

test('A12: a range, what is known already, and what lies beyond the end', async () => {
  const body = Buffer.from('0123456789'.repeat(1_000));
  const [told] = await settled(await receive([attachment(put('/a.bin', body), 'file')]));
  const get = (headers: Record<string, string>) => olena.ask(`/api/attachments/${told?.id}`, { headers });
  const whole = await get({});
  const { etag } = whole.headers as { etag: string };
  expect([whole.status, whole.text]).toEqual([200, body.toString()]);
  const part = await get({ range: 'bytes=5-14' });
  expect([part.status, part.text, part.headers['content-range']]).toEqual([206, '5678901234', 'bytes 5-14/10000']);
  expect((await get({ range: 'bytes=-3' })).text).toBe('789');
  expect((await get({ range: 'bytes=9998-' })).text).toBe('89');
  expect((await get({ range: 'bytes=0-3', 'if-range': '"another"' })).status).toBe(200);
  const beyond = await get({ range: 'bytes=10000-' });
  expect([beyond.status, beyond.headers['content-range']]).toEqual([416, 'bytes */10000']);
  expect((await get({ 'if-none-match': etag })).status).toBe(304);
});

test('A12: fetched again is what failed, by who may answer in its chat', async () => {
  let isThere = false;
  paths.set('/late', (_, response) => (isThere ? response.writeHead(200).end('now') : response.writeHead(404).end()));
  const place = await receive([attachment(`${cdn.origin}/late`, 'file')]);
  const [gone] = await settled(place);
  expect(gone).toMatchObject({ state: 'failed', reason: 'gone' });
  const path = `/api/chats/${place.number}/messages/${place.id}/attachments/${gone?.id}/fetch`;
  const [taras, dmytro] = await Promise.all([logIn(api, 'taras'), logIn(api, 'dmytro')]);
  expect((await taras.post(path)).status).toBe(404);
  expect((await dmytro.post(path)).status).toBe(403);
  isThere = true;
  expect((await olena.post(path)).status).toBe(202);
  expect((await settled(place))[0]).toMatchObject({ state: 'ready', size: 3 });
  expect((await olena.post(path)).status).toBe(409);
});

test('A12: what stands in the bin is shown to who may put it back; what is purged leaves nothing', async () => {
  const place = await receive([attachment(put('/bin.jpg', await picture(20, 10)))]);
  const [told] = await settled(place);
  const { pool } = api.database;
  await pool.query("update chat set led = null, status = 'finished' where number = $1", [place.number]);
  expect((await olena.get(`/api/attachments/${told?.id}`)).status).toBe(404);
  expect((await iryna.get(`/api/attachments/${told?.id}`)).status).toBe(200);
  await pool.query('delete from chat where number = $1', [place.number]);
  const loose = await pool.query('select 1 from loose_object where due_at <= now()');
  expect(loose.rowCount).toBe(2);
});
