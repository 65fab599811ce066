import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Messenger } from '#test/messenger/messenger.ts';
import { dim, graph, outlet, secret, setUp, type Callback } from './callback.ts';

const hour = 3_600_000;
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

async function json(answer: Promise<Response> | Response): Promise<Record<string, never>> {
  return (await (await answer).json()) as Record<string, never>;
}

function codesOf(error: Record<string, unknown> | undefined): string {
  return [error?.['code'], error?.['error_subcode']].join('/');
}

function sendBody(body: object) {
  return graph(messenger).post(`/v24.0/${dim.id}/messages`, { recipient: { id: psid }, ...body });
}

test.each([
  ['RESPONSE', undefined, 23.9, null],
  ['UPDATE', undefined, 23.9, null],
  ['RESPONSE', undefined, 24.1, '10/2018278'],
  ['UPDATE', undefined, 24.1, '10/2018278'],
  [undefined, undefined, 23.9, null],
  ['MESSAGE_TAG', 'HUMAN_AGENT', 24.1, null],
  ['MESSAGE_TAG', 'HUMAN_AGENT', 7 * 24 - 0.1, null],
  ['MESSAGE_TAG', 'HUMAN_AGENT', 7 * 24 + 0.1, '10/2018278'],
  ['MESSAGE_TAG', 'ACCOUNT_UPDATE', 1, '100/1893061'],
  ['MESSAGE_TAG', undefined, 1, '100/'],
  ['PROMOTION', undefined, 1, '100/'],
] as const)('%s %s %d hours after the last message: %s', async (messaging_type, tag, hours, expected) => {
  messenger.sendMessage({ psid, text: 'hi' });
  messenger.setClock(hours * hour);
  const { error } = await json(sendBody({ messaging_type, tag, message: { text: 'hello' } }));
  expect(error ? codesOf(error) : null).toBe(expected);
});

test('HUMAN_AGENT without the feature is a missing permission', async () => {
  messenger.setPage(dim.id, { humanAgent: false });
  expect(
    await json(sendBody({ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT', message: { text: 'x' } })),
  ).toMatchObject({ error: { code: 200 } });
});

test('a reaction and a referral open the window, an echo and a read do not', async () => {
  messenger.answerFromInbox({ psid, text: 'x' });
  messenger.read({ psid });
  expect((await sendBody({ message: { text: 'no' } })).status).toBe(400);
  messenger.sendReferral({ psid, ref: 'promo' });
  expect((await sendBody({ message: { text: 'yes' } })).status).toBe(200);
});

const many = Array.from({ length: 14 }, () => ({ content_type: 'text', title: 'a', payload: 'A' }));

test.each([
  [{ message: { text: 'x'.repeat(2000) } }, '100/'],
  [{ message: { text: '' } }, '100/2018034'],
  [{ message: {} }, '100/2018034'],
  [{}, '100/2018014'],
  [{ message: { text: 'x', metadata: 'x'.repeat(1000) } }, '100/'],
  [{ message: { text: 'x', quick_replies: many } }, '100/'],
  [{ message: { text: 'x', quick_replies: [{ content_type: 'text', title: 'x'.repeat(21), payload: 'A' }] } }, '100/'],
  [{ message: { text: 'x', quick_replies: [{ content_type: 'location' }] } }, '100/'],
  [{ message: { text: 'x' }, sender_action: 'typing_on' }, '100/2018014'],
  [{ message: { text: 'x', attachment: { type: 'image', payload: { url: 'http://x' } } } }, '100/2018014'],
  [{ message: { attachment: { type: 'location', payload: {} } } }, '100/2018032'],
  [{ message: { attachment: { type: 'image', payload: { attachment_id: '1' } } } }, '100/2018074'],
  [{ message: { attachment: { type: 'image', payload: { url: 'http://127.0.0.1:1/none.png' } } } }, '100/2018008'],
  [{ recipient: { id: '1' }, message: { text: 'x' } }, '100/2018001'],
] as const)('the body %j is refused with %s', async (body, expected) => {
  messenger.sendMessage({ psid, text: 'hi' });
  const { error } = await json(sendBody(body));
  expect(codesOf(error)).toBe(expected);
});

test('a person who blocked the page, and a page that Meta restricted, get nothing through', async () => {
  messenger.sendMessage({ psid, text: 'hi' });
  messenger.setBlocked({ psid, blocked: true });
  expect(await json(sendBody({ message: { text: 'x' } }))).toMatchObject({
    error: { code: 551, error_subcode: 1545041 },
  });
  messenger.setPage(dim.id, { restricted: true });
  expect(await json(sendBody({ message: { text: 'x' } }))).toMatchObject({
    error: { code: 10, error_subcode: 1893063 },
  });
});

test('tokens: unknown, dead with a subcode, of another page, and a wrong proof', async () => {
  const unknown = await graph(messenger, 'nonsense').say(psid, 'x');
  expect(unknown.headers.get('www-authenticate')).toContain('"invalid_token"');
  expect(await json(unknown)).toMatchObject({ error: { code: 190, type: 'OAuthException' } });
  messenger.setPage(dim.id, { tokenError: { subcode: 460 } });
  expect(await json(graph(messenger).say(psid, 'x'))).toMatchObject({ error: { code: 190, error_subcode: 460 } });
  expect(messenger.sends().at(-1)).toMatchObject({
    page: dim.id,
    psid,
    text: 'x',
    accepted: false,
    error: { code: 190, subcode: 460 },
  });
  messenger.setPage(dim.id, { tokenError: null });
  expect(await json(graph(messenger, outlet.accessToken).post(`/${dim.id}/messages`, {}))).toMatchObject({
    error: { code: 100, error_subcode: 33 },
  });
  const proof = createHmac('sha256', secret).update(dim.accessToken).digest('hex');
  expect((await graph(messenger).get(`/v26.0/me?appsecret_proof=${proof}`)).status).toBe(200);
  expect(await json(graph(messenger).get('/v26.0/me?appsecret_proof=00'))).toMatchObject({
    error: { code: 100, type: 'GraphMethodException' },
  });
});

test('debug_token tells a living token from a dead one', async () => {
  messenger.setPage(outlet.id, { tokenError: { subcode: 463 } });
  const check = (token: string) =>
    json(fetch(`${messenger.url}/v26.0/debug_token?input_token=${token}&access_token=1517776481860111|${secret}`));
  expect(await check(dim.accessToken)).toMatchObject({
    data: { is_valid: true, type: 'PAGE', profile_id: dim.id, expires_at: 0 },
  });
  expect(await check(outlet.accessToken)).toMatchObject({
    data: { is_valid: false, error: { code: 190, subcode: 463 } },
  });
});

test('me/accounts pages by cursors', async () => {
  type Accounts = { data: { id: string; access_token: string }[]; paging: { cursors: { after: string } } };
  const list = async (more: string) =>
    (await (await graph(messenger, 'EAAU-demo-olena').get(`/v26.0/me/accounts?limit=1${more}`)).json()) as Accounts;
  const first = await list('');
  const second = await list(`&after=${first.paging.cursors.after}`);
  expect([...first.data, ...second.data].map(({ id, access_token }) => [id, access_token])).toEqual([
    [dim.id, dim.accessToken],
    [outlet.id, outlet.accessToken],
  ]);
});

test('a profile has the asked fields; without a locale, empty and refused profiles occur', async () => {
  const ask = (id: string) => json(graph(messenger).get(`/v26.0/${id}?fields=first_name,last_name,locale,profile_pic`));
  const made = (['readable', 'empty', 'refused'] as const).map(
    (profile) => messenger.createClient({ firstName: 'Ніна', locale: null, profile }).psid ?? '',
  );
  const full = await ask(psid);
  expect(full).toMatchObject({ first_name: 'Олена', last_name: 'Ткачук', locale: 'uk_UA', id: psid });
  const picture = await fetch(full['profile_pic'] ?? '');
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  const [plain, empty, refused] = await Promise.all(made.map(ask));
  expect(plain).not.toHaveProperty('locale');
  expect(empty).toEqual({});
  expect(refused).toMatchObject({ error: { code: 100, error_subcode: 2018247 } });
});

test('the version is echoed, an old one is served by the oldest, one not yet out is unknown', async () => {
  const version = async (path: string) => (await graph(messenger).get(path)).headers.get('facebook-api-version');
  expect([await version('/v28.0/me'), await version('/v20.0/me'), await version('/me')]).toEqual([
    'v28.0',
    'v21.0',
    'v21.0',
  ]);
  expect((await graph(messenger).get('/v29.0/me')).status).toBe(400);
});

test('sends beyond the limit of a second are refused with 613', async () => {
  // Within one second, however long it takes.
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  messenger.setSwitches({ limits: { sendsPerSecond: 2 } });
  messenger.sendMessage({ psid, text: 'hi' });
  const answers = [];
  for (let index = 0; index < 4; index += 1)
    answers.push((await json(sendBody({ message: { text: 'x' } })))['error']?.['code']);
  expect(answers).toEqual([undefined, undefined, 613, 613]);
});
