import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Messenger } from '#test/messenger/messenger.ts';
import { dim, graph, outlet, setUp, type Callback } from './callback.ts';

let messenger: Messenger;
let callback: Callback;
let psid: string;

beforeEach(async () => {
  ({ messenger, callback, psid } = await setUp());
});

afterEach(async () => {
  await messenger.close();
  callback.close();
});

test('postbacks, referrals, reactions, edits and quick replies have their own shapes', async () => {
  const { mid } = messenger.sendMessage({ psid, text: 'Так', quickReply: 'YES' });
  const postback = messenger.sendPostback({ psid, referral: { ref: 'promo1' } });
  messenger.sendReferral({ psid, ref: 'promo2' });
  messenger.sendReaction({ mid: mid ?? '', reaction: 'love', emoji: '❤️' });
  messenger.sendReaction({ mid: mid ?? '', action: 'unreact' });
  messenger.sendEdit({ mid: mid ?? '', text: 'Так, дякую' });
  messenger.sendMessage({ psid, text: 'ще', replyTo: mid ?? '' });
  await messenger.idle();
  expect(callback.events().map(({ sender: _s, recipient: _r, timestamp: _t, ...rest }) => rest)).toEqual([
    { message: { mid, text: 'Так', quick_reply: { payload: 'YES' } } },
    {
      postback: {
        mid: postback.mid,
        title: 'Get Started',
        payload: 'GET_STARTED',
        referral: { ref: 'promo1', source: 'SHORTLINK', type: 'OPEN_THREAD' },
      },
    },
    { referral: { ref: 'promo2', source: 'SHORTLINK', type: 'OPEN_THREAD' } },
    { reaction: { reaction: 'love', emoji: '❤️', action: 'react', mid } },
    { reaction: { action: 'unreact', mid } },
    { message_edit: { mid, text: 'Так, дякую', num_edit: 1 } },
    { message: { mid: expect.stringMatching(/^m_/), text: 'ще', reply_to: { mid, is_self_reply: true } } },
  ]);
});

test('a message is edited at most five times', () => {
  const { mid } = messenger.sendMessage({ psid, text: 'v0' });
  for (let edit = 1; edit <= 5; edit += 1) messenger.sendEdit({ mid: mid ?? '', text: `v${edit}` });
  expect(() => messenger.sendEdit({ mid: mid ?? '', text: 'v6' })).toThrow('five times');
});

test("an answer from Meta's own inbox is an echo of a foreign app and opens no window", async () => {
  messenger.answerFromInbox({ psid, text: 'З Business Suite' });
  await messenger.idle();
  expect(callback.echoes()).toMatchObject([{ app_id: 26390203743090, text: 'З Business Suite' }]);
  expect((await graph(messenger).say(psid, 'too soon')).status).toBe(400);
});

test('when the inbox takes the thread, the app only stands by and may not send', async () => {
  messenger.setSwitches({ inboxTakesThread: true });
  messenger.sendMessage({ psid, text: 'one' });
  messenger.answerFromInbox({ psid, text: 'two' });
  messenger.sendPostback({ psid });
  await messenger.idle();
  expect(callback.events('take_thread_control')).toHaveLength(1);
  expect(callback.received.filter(({ raw }) => raw.includes('"standby"')).length).toBeGreaterThanOrEqual(2);
  expect(callback.events('postback')[0]?.['postback']).not.toHaveProperty('payload');
  expect(await (await graph(messenger).say(psid, 'three')).json()).toMatchObject({ error: { error_subcode: 2018300 } });
  messenger.giveBack({ psid });
  expect((await graph(messenger).say(psid, 'four')).status).toBe(200);
});

test('one person has another id on each page, and a page does not know the id of the other', async () => {
  const there = messenger.sendMessage({ psid, page: outlet.id, text: 'hi' });
  expect(there.psid).not.toBe(psid);
  expect(await (await graph(messenger).say(there.psid, 'x')).json()).toMatchObject({
    error: { code: 100, error_subcode: 2018001 },
  });
  expect((await graph(messenger, outlet.accessToken).say(there.psid, 'x')).status).toBe(200);
});

test('the control surface does over HTTP what the methods do', async () => {
  const call = async (method: string, path: string, body?: unknown) => {
    const init =
      body === undefined
        ? { method }
        : { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await fetch(`${messenger.url}/control/${path}`, init);
    return { status: answer.status, body: (await answer.json()) as never };
  };
  const client = await call('POST', 'clients', { firstName: 'Тарас', lastName: 'Бойко', locale: null });
  expect(client).toMatchObject({
    status: 201,
    body: { firstName: 'Тарас', locale: null, psid: expect.stringMatching(/^\d{16}$/) },
  });
  const { psid: taras } = client.body as { psid: string };
  expect(await call('POST', 'messages', { page: dim.id, psid: taras, text: 'hi' })).toMatchObject({
    status: 201,
    body: { mid: expect.any(String), timestamp: expect.any(Number), psid: taras },
  });
  expect(await call('PUT', 'faults', [{ kind: 'error', code: 551, times: 1 }])).toMatchObject({
    status: 200,
    body: [{ kind: 'error', left: 1 }],
  });
  await graph(messenger).say(taras, 'no');
  expect(await call('GET', 'sends')).toMatchObject({
    body: [{ page: dim.id, psid: taras, text: 'no', accepted: false, mid: null, error: { code: 551 } }],
  });
  expect(await call('GET', 'idle')).toMatchObject({ body: { idle: true } });
  expect(await call('GET', 'deliveries')).toMatchObject({
    body: [{ type: 'message', status: 'acked', attempts: 1, httpStatus: 200 }],
  });
  expect((await call('PUT', 'faults', [{ kind: 'nonsense' }])).status).toBe(400);
  expect((await call('POST', 'messages', { psid: '1', text: 'x' })).status).toBe(404);
  expect((await fetch(`${messenger.url}/control/messages`, { method: 'POST', body: '{}' })).status).toBe(415);
});

test("the person's page and all it needs are served without inline code", async () => {
  const page = await fetch(`${messenger.url}/`);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  const html = await page.text();
  const linked = [...html.matchAll(/(?:src|href)="(\/page\/[^"]+)"/g)].map(([, path]) => path ?? '');
  const sources = await Promise.all(linked.map(async (path) => (await fetch(`${messenger.url}${path}`)).text()));
  const imported = sources.flatMap((source) =>
    [...source.matchAll(/from '\.\/([\w.]+)'/g)].map(([, name]) => `/page/${name}`),
  );
  const answers = await Promise.all([...linked, ...imported].map((path) => fetch(`${messenger.url}${path}`)));
  expect(answers.length).toBeGreaterThan(8);
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
});
