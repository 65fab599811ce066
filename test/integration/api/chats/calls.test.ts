import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MessageBody } from '#api/messages/schema.ts';
import { serialise } from '#test/messenger/wire.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import { type List, openChat, readChat } from '../../support/chat.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';
import { newMid, newPsid, postSigned } from '../../support/webhook.ts';

let api: TestApi;
let iryna: Visitor;

beforeAll(async () => {
  api = await createApi();
  iryna = await logIn(api, 'iryna');
});
afterAll(() => api.stop());

/** Meta tells the times of calls in whole seconds. */
const seconds = () => Math.ceil(Date.now() / 1000) + 1;

/** A call of `psid`: each step is a delivery of its own. */
function callOf(psid: string, more: Record<string, unknown> = {}) {
  const id = newMid().replace('m_', 'c_');
  const page = api.pages.dim.facebookId;
  const tell = async (...calls: Record<string, unknown>[]): Promise<void> => {
    const entry = [{ id: page, time: seconds(), calls: calls.map((call) => ({ id, timestamp: seconds(), ...call })) }];
    expect((await postSigned(api, serialise({ object: 'page', entry }))).status).toBe(200);
  };
  const connect = { event: 'connect', from: psid, to: page, call_direction: 'user_initiated', ...more };
  const end = (fields: Record<string, unknown> = {}) => ({ event: 'terminate', status: 'Completed', ...fields });
  return { tell, connect, end };
}

const messagesOf = async (number: number) =>
  (await iryna.get(`/api/chats/${number}/messages`))
    .json<List<MessageBody>>()
    .items.filter(({ kind }) => kind === 'call');
const chatsOf = async (psid: string): Promise<number[]> =>
  (
    await api.database.pool.query<{ number: number }>(
      'select number from chat c join client k on k.id = c.client_id where k.psid = $1 order by number',
      [psid],
    )
  ).rows.map(({ number }) => number);
const toldOf = async (psid: string) =>
  (
    await api.database.pool.query<{ kind: string; facts: object }>(
      'select i.kind, i.facts from chat_input i join client k on k.id = i.client_id where k.psid = $1 order by i.id',
      [psid],
    )
  ).rows;

test.each(['in order', 'the end first', 'in one delivery'])(
  'a missed call is one message that waits for an answer (%s)',
  async (how) => {
    const { psid, number } = await openChat(api, api.pages.dim);
    const call = callOf(psid);
    if (how === 'in one delivery') await call.tell(call.connect, call.end());
    else
      for (const step of how === 'in order' ? [call.connect, call.end()] : [call.end(), call.connect])
        await call.tell(step);
    await call.tell(call.connect, call.end());
    expect(await messagesOf(number)).toMatchObject([{ direction: 'in', attachments: [{ type: 'call_missed' }] }]);
    expect(await readChat(iryna, number)).toMatchObject({ unread: 2, lastMessage: { kind: 'call' } });
    expect((await toldOf(psid)).slice(1)).toEqual([{ kind: 'client_wrote', facts: { opens: 'message', call: true } }]);
  },
);

test('D1: a call whose end is delivered again after its raw event was pruned counts once', async () => {
  const { psid, number } = await openChat(api, api.pages.dim);
  const call = callOf(psid);
  await call.tell(call.connect, call.end());
  await api.database.pool.query('delete from inbound_event');
  await call.tell(call.connect, call.end({ duration: 5 }));
  expect(await messagesOf(number)).toMatchObject([{ attachments: [{ type: 'call_missed' }] }]);
  expect((await readChat(iryna, number)).unread).toBe(2);
  expect(await toldOf(psid)).toHaveLength(2);
});

test('a ringing call is shown and counts for nothing; one that was talked has a length, wants no answer', async () => {
  const { psid, number } = await openChat(api, api.pages.dim);
  const call = callOf(psid);
  await call.tell(call.connect);
  expect(await messagesOf(number)).toMatchObject([{ attachments: [{ type: 'call_ringing' }] }]);
  await call.tell(call.end({ duration: 120 }));
  await call.tell(call.end());
  expect(await messagesOf(number)).toMatchObject([{ attachments: [{ type: 'call_answered', seconds: 120 }] }]);
  expect((await readChat(iryna, number)).unread).toBe(1);
  expect(await toldOf(psid)).toHaveLength(1);
});

test.each([
  ['missed', {}, 'call_missed', 1, 'client_wrote'],
  ['missed, its length empty', { duration: '' }, 'call_missed', 1, 'client_wrote'],
  ['failed', { status: 'Failed' }, 'call_failed', 1, 'client_wrote'],
  ['answered', { duration: 5 }, 'call_answered', 0, 'answered_in_meta'],
])('a call of somebody without a chat opens one as it ends: %s', async (_, fields, type, unread, kind) => {
  const psid = newPsid();
  const call = callOf(psid);
  await call.tell(call.connect);
  expect(await chatsOf(psid)).toEqual([]);
  await call.tell(call.end(fields));
  const [number = 0, ...others] = await chatsOf(psid);
  expect(others).toEqual([]);
  expect(await messagesOf(number)).toMatchObject([{ attachments: [{ type }] }]);
  expect((await readChat(iryna, number)).unread).toBe(unread);
  expect((await toldOf(psid)).map((told) => told.kind)).toEqual([kind]);
});

test('a missed call after the end of a chat opens the next one, and stands there', async () => {
  const { psid, number } = await openChat(api, api.pages.dim);
  await api.database.pool.query(`update chat set status = 'finished' where number = $1`, [number]);
  const call = callOf(psid);
  await call.tell(call.connect);
  await call.tell(call.end());
  const [first = 0, second = 0] = await chatsOf(psid);
  expect([await messagesOf(first), (await messagesOf(second)).length]).toEqual([[], 1]);
});

test('a call the page placed is the page’s, and asks nobody for an answer', async () => {
  const { psid, number } = await openChat(api, api.pages.dim);
  const call = callOf(psid, { from: api.pages.dim.facebookId, to: psid, call_direction: 'business_initiated' });
  await call.tell(call.connect, { event: 'call_status', recipient_id: psid, call_status: 'ringing' }, call.end());
  expect(await messagesOf(number)).toMatchObject([
    { direction: 'out', via: 'meta_inbox', attachments: [{ type: 'call_missed' }] },
  ]);
  expect(await readChat(iryna, number)).toMatchObject({ unread: 1, status: 'new' });
});

test('what of calls cannot be read is parked, and the other calls are read', async () => {
  const { psid, number } = await openChat(api, api.pages.dim);
  const call = callOf(psid);
  await call.tell(
    { event: 'connect' },
    { event: 'hologram' },
    { id: null, event: 'connect' },
    call.connect,
    call.end(),
  );
  expect(await messagesOf(number)).toHaveLength(1);
  const { rows } = await api.database.pool.query(
    `select kind, count(*)::int from inbound_event where parked group by kind order by kind`,
  );
  expect(rows).toEqual([
    { kind: 'parked: malformed calls', count: 2 },
    { kind: 'parked: unknown calls', count: 1 },
  ]);
});
