import { expect, test } from 'vitest';
import { askSending, listUnsent, putIntoChat } from '#db/documents/sending.ts';
import { whoWaits } from '#test/integration/support/lock.ts';
import { until } from '#test/integration/support/until.ts';
import { card, filesOf, olena, prepare, send, setUpSending, sql, whole } from './sending-stage.ts';

setUpSending();

type Prepared = Awaited<ReturnType<typeof prepare>>;

/** What may come between the click and the moment in which a document leaves. */
const BETWEEN = {
  'its client was unlinked': [
    'not_linked',
    ({ number }: Prepared) => olena.put(`/api/chats/${number}/contact-link`, { contactId: null }),
  ],
  'the chat was finished': [
    'chat_finished',
    ({ number }: Prepared) => olena.put(`/api/chats/${number}/status`, { status: 'finished' }),
  ],
  'it was cancelled': [
    'not_issued',
    ({ id }: Prepared) => olena.put(`/api/documents/${id}/cancelled`, { reason: 'x' }),
  ],
} as const;
const each = Object.entries(BETWEEN).map(([what, [reason, act]]) => ({ what, reason, act }));

const stateOf = async (id: string) => (await card(id)).sending;
const ask = (id: string, chatId: string) =>
  askSending(whole.api.database.pool, id, chatId, { by: whole.api.people.olena.id, paymentButton: false });

test.each(each)('F46: before its PDF was made $what: nothing goes, and the reason stands', async ({ reason, act }) => {
  const prepared = await prepare(true);
  expect((await act(prepared)).status).toBeLessThan(300);
  // The API had looked before that.
  await ask(prepared.id, prepared.chatId);
  await expect.poll(() => stateOf(prepared.id)).toMatchObject({ state: 'refused', reason });
  expect(prepared.received()).toEqual([]);
});

test('F46: the client was unlinked as it was being put into the chat: it is not put there', async () => {
  const { pool } = whole.api.database;
  const { id, chatId, received } = await prepare(true);
  const holder = await pool.connect();
  await holder.query('begin');
  await holder.query('update client set contact_id = null where id = (select client_id from chat where id = $1)', [
    chatId,
  ]);
  await ask(id, chatId);
  const [sendingId = ''] = await listUnsent(pool);
  const put = putIntoChat(pool, sendingId);
  await until('that it waits', async () => (await whoWaits(pool, '%client%for update%')).length > 0);
  await holder.query('commit');
  holder.release();
  expect(await put).toBe(true);
  await expect.poll(() => stateOf(id)).toMatchObject({ state: 'refused', reason: 'not_linked' });
  expect(received()).toEqual([]);
});

test.each(each)('F46: its file was at Meta already when $what: it does not leave', async ({ reason, act }) => {
  const prepared = await prepare(true);
  const { id, psid, received } = prepared;
  whole.messenger.setFaults([{ kind: 'status500', on: 'send', psid }]);
  await send(id, { paymentButton: true });
  await expect.poll(() => stateOf(id)).toMatchObject({ reason: 'facebook_unavailable' });
  expect((await act(prepared)).status).toBeLessThan(300);
  whole.messenger.setFaults([]);
  await expect.poll(() => stateOf(id), { timeout: 30_000 }).toMatchObject({ state: 'failed', reason });
  // The button that pays it stays behind with it.
  const left = async () =>
    (
      await sql(
        `select reason_code from message m join document_sending s
       on m.id in (s.message_id, s.payment_message_id) where s.document_id = $1`,
        [id],
      )
    ).rows;
  await expect.poll(left).toEqual([{ reason_code: reason }, { reason_code: reason }]);
  expect(received()).toEqual([]);
});

test('F46: the window closed as it left: it failed for that, and goes once the client wrote again', async () => {
  const { id, psid, says, number, received } = await prepare(true);
  whole.messenger.setFaults([{ kind: 'error', psid, code: 10, subcode: 2018278, status: 400, times: 1 }]);
  await send(id);
  await expect.poll(() => stateOf(id)).toMatchObject({ state: 'failed', reason: 'window_closed' });
  whole.messenger.setFaults([]);
  expect(filesOf(received)).toBe(0);
  says('Ви ще тут?');
  await until('the window', async () => {
    const chat = (await olena.get(`/api/chats/${number}`)).json<{ window: { until: string } | null }>();
    return chat.window !== null && Date.parse(chat.window.until) > Date.now();
  });
  await send(id);
  await expect.poll(() => filesOf(received)).toBe(1);
});
