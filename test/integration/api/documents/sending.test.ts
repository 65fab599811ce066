import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { signLink } from '#api/shared-documents/link.ts';
import { askSending, listUnsent, putIntoChat } from '#db/documents/sending.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { until } from '#test/integration/support/until.ts';
import { card, filesOf, olena, prepare, send, setUpSending, sql, whole } from './sending-stage.ts';

setUpSending();

test('F46, N13: a document goes into the chat linked to its client, once, however often it is asked', async () => {
  const { id, number, received, contactId } = await prepare(false);
  expect((await card(id)).canSend).toEqual({ ok: false, reason: 'no_chat' });
  const refused = await send(id, { chatNumber: number });
  expect([codeOf(refused), refused.json()]).toMatchObject([
    'DOCUMENT_NOT_SENDABLE',
    { error: { details: { reason: 'not_linked' } } },
  ]);
  await olena.put(`/api/chats/${number}/contact-link`, { contactId });
  expect((await card(id)).canSend).toEqual({ ok: true, reason: null });
  const asked = await Promise.all([send(id), send(id), send(id)]);
  expect(asked.map(({ status }) => status)).toEqual([202, 202, 202]);
  const sent = await until('its end', async () => {
    const { sending } = await card(id);
    return /sent|delivered|read/.test(sending?.state ?? '') && sending;
  });
  expect(sent).toMatchObject({ chatNumber: number, reason: null });
  await expect.poll(() => filesOf(received)).toBe(1);
});

test('F46, N13: it is picked in the chat and goes with a button that pays it; its bubble says what it is', async () => {
  const { id, number, received, contactId } = await prepare(true);
  const offered = (await olena.get(`/api/documents?state=issued&chatNumber=${number}`)).json<{
    items: { id: string }[];
  }>();
  expect(offered.items).toMatchObject([{ id, hasPaymentLink: true }]);
  expect(codeOf(await olena.get('/api/documents?chatNumber=999999'))).toBe('CHAT_NOT_FOUND');
  expect((await send(id, { chatNumber: number, paymentButton: true })).status).toBe(202);
  const said = () => received().flatMap(({ attachments }) => attachments ?? []);
  await expect.poll(() => said().map(({ type }) => type)).toEqual(['file', 'template']);
  expect(said()[1]).toMatchObject({
    payload: {
      template_type: 'button',
      buttons: [{ title: 'Оплатити', url: expect.stringContaining('qr.bank.gov.ua') }],
    },
  });
  const messages = async () =>
    (await olena.get(`/api/chats/${number}/messages?order=asc`)).json<{ items: Record<string, unknown>[] }>().items;
  const bubble = { id, kind: 'invoice', total: 100_00, state: 'issued', paid: false };
  await expect.poll(messages).toMatchObject([{}, { document: bubble }, { attachments: [{ buttons: [{}] }] }]);
  // A part is not the whole.
  for (const [sum, paid] of [
    [40_00, false],
    [100_00, true],
  ]) {
    await olena.put(`/api/documents/${id}/paid`, { date: '2026-11-27', sum });
    expect((await messages())[1]).toMatchObject({ document: { ...bubble, paid, paidSum: sum } });
    const summary = (await olena.get(`/api/contacts/${contactId}/summary`)).json();
    expect(summary).toMatchObject({ document: { id, paidSum: sum } });
  }
  const { rows } = await sql(`select count(*)::text as n from change where kind = 'document' and ref = $1`, [id]);
  expect(Number(rows[0]?.['n'])).toBeGreaterThan(2);
});

test('F46, N13: whoever dies in between, it stands in the chat once; the rule holds at that moment, too', async () => {
  const { pool } = whole.api.database;
  const { id, chatId, received } = await prepare(true);
  await askSending(pool, id, chatId, { by: whole.api.people.olena.id, paymentButton: false });
  const [sendingId = ''] = await listUnsent(pool);
  // Two that were begun by whoever died, and one more.
  await Promise.all([putIntoChat(pool, sendingId), putIntoChat(pool, sendingId), putIntoChat(pool, sendingId)]);
  expect(await putIntoChat(pool, sendingId)).toBe(true);
  await expect.poll(() => filesOf(received)).toBe(1);
  const { rows } = await sql('select count(*)::text as n from message where chat_id = $1 and file_id is not null', [
    chatId,
  ]);
  expect(rows).toEqual([{ n: '1' }]);
});

test('F46: a closed window holds a document, a finished chat refuses it, and both are told', async () => {
  const { pool } = whole.api.database;
  const { id, chatId, number } = await prepare(true);
  // What the chat decides yet of what it heard would open its window again.
  const undecided = `select 1 from chat_input i join chat c on c.client_id = i.client_id
    where c.id = $1 and i.decided_at is null`;
  await until('that all is decided', async () => (await sql(undecided, [chatId])).rowCount === 0);
  const past = `now() - interval '1 hour'`;
  await sql(`update chat set window_until = ${past}, window_possible_until = ${past} where id = $1`, [chatId]);
  await sql('update message set decided = true where chat_id = $1', [chatId]);
  await askSending(pool, id, chatId, { by: whole.api.people.olena.id, paymentButton: false });
  await until('that it is held', async () => (await card(id)).sending?.state === 'held');
  expect((await card(id)).sending).toMatchObject({ reason: 'window_closed' });
  await olena.put(`/api/chats/${number}/status`, { status: 'finished' });
  await until('the end of the chat', async () => (await card(id)).canSend.reason === 'chat_finished');
  expect(codeOf(await send(id))).toBe('DOCUMENT_NOT_SENDABLE');
  const [sendingId = ''] = await listUnsent(pool);
  expect(await putIntoChat(pool, sendingId)).toBe(true);
  expect((await card(id)).sending).toMatchObject({ state: 'refused', reason: 'chat_finished' });
});

test('F46, N13: what Meta does not take as a file goes as a link, which is signed and ends', async () => {
  const { id, psid, received } = await prepare(true);
  const { url, settings } = whole.api;
  const key = createHmac('sha256', settings.secretKeys).update('links to documents').digest('base64url');
  whole.messenger.setFaults([{ kind: 'error', psid, code: 100, subcode: 2018109, times: 1 }]);
  await send(id);
  const sent = await until('the link', () => /\/api\/shared-documents\/([\w-]+)$/.exec(received().at(-1)?.text ?? ''));
  whole.messenger.setFaults([]);
  expect(received().length).toBe(1);
  const open = (token: string, accept = 'application/json') =>
    fetch(`${url}/api/shared-documents/${token}`, { headers: { accept, 'accept-language': 'uk' } });
  const good = await open(sent[1] ?? '', 'text/html');
  expect([good.status, good.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(good.headers.get('x-robots-tag')).toBe('noindex, nofollow');
  const { rows } = await sql('select f.sha256 from document d join file f on f.id = d.file_id where d.id = $1', [id]);
  const digest = createHash('sha256')
    .update(Buffer.from(await good.arrayBuffer()))
    .digest('hex');
  expect(digest).toBe(rows[0]?.['sha256']);
  const old = await open(signLink(key, id, new Date(Date.now() - 1000)), 'text/html');
  expect([old.status, await old.text()]).toEqual([410, expect.stringContaining('більше не діє')]);
  const forged = [signLink('another key', id, new Date(Date.now() + 60_000)), `${sent[1]}A`, 'x'];
  for (const token of forged) expect((await open(token)).status).toBe(404);
  const times = await Promise.all(Array.from({ length: 40 }, () => open(sent[1] ?? '')));
  expect(times.some(({ status }) => status === 429)).toBe(true);
});
