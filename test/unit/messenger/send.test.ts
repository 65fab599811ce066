import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Messenger } from '#test/messenger/messenger.ts';
import { dim, graph, setUp, until, type Callback } from './callback.ts';

let messenger: Messenger;
let callback: Callback;
let psid: string;

beforeEach(async () => {
  ({ messenger, callback, psid } = await setUp());
  messenger.sendMessage({ psid, text: 'Добрий день' });
});

afterEach(async () => {
  await messenger.close();
  callback.close();
});

test('a sent message is answered, then echoed, delivered, and read when the person opens the chat', async () => {
  const answer = await graph(messenger).say(psid, 'Вітаємо!', { metadata: 'reply-1' });
  const { recipient_id, message_id } = (await answer.json()) as Record<string, string>;
  expect(recipient_id).toBe(psid);
  await messenger.idle();
  expect(callback.echoes()).toEqual([
    { mid: message_id, is_echo: true, app_id: 1517776481860111, metadata: 'reply-1', text: 'Вітаємо!' },
  ]);
  expect(callback.events('delivery').map(({ delivery }) => (delivery as { mids: string[] }).mids)).toEqual([
    [message_id],
  ]);
  expect(callback.events('read')).toHaveLength(0);
  messenger.read({ psid });
  await messenger.idle();
  expect(callback.events('read')).toHaveLength(1);
  expect(callback.events().map((event) => Object.keys(event)[3])).toEqual(['message', 'message', 'delivery', 'read']);
});

test('a cut send has reached the person, a cut before the taking has not', async () => {
  messenger.setFaults([
    { kind: 'cut', times: 1 },
    { kind: 'cutBefore', times: 1 },
  ]);
  await expect(graph(messenger).say(psid, 'taken')).rejects.toThrow('fetch failed');
  await expect(graph(messenger).say(psid, 'not taken')).rejects.toThrow('fetch failed');
  expect(
    messenger.sends().map(({ text, accepted, fault, answeredAt }) => ({ text, accepted, fault, answeredAt })),
  ).toEqual([
    { text: 'taken', accepted: true, fault: 'cut', answeredAt: null },
    { text: 'not taken', accepted: false, fault: 'cutBefore', answeredAt: null },
  ]);
  await messenger.idle();
  expect(callback.echoes().map(({ text }) => text)).toEqual(['taken']);
});

test('a hanging send is never answered and not accepted; the next one goes through', async () => {
  messenger.setFaults([{ kind: 'hang', times: 1, psid }]);
  let outcome = 'hangs';
  graph(messenger)
    .say(psid, 'hangs')
    .then(() => (outcome = 'answered'))
    .catch(() => {});
  await until(() => messenger.sends().length === 1);
  expect((await graph(messenger).say(psid, 'goes')).status).toBe(200);
  expect(outcome).toBe('hangs');
  expect(messenger.sends().map(({ accepted, answeredAt }) => [accepted, answeredAt !== null])).toEqual([
    [false, false],
    [true, true],
  ]);
});

test('a slow send is taken at once and answered late', async () => {
  messenger.setFaults([{ kind: 'slow', ms: 150, page: dim.id }]);
  expect((await graph(messenger).say(psid, 'slow')).status).toBe(200);
  const [send] = messenger.sends();
  expect(send?.accepted).toBe(true);
  expect((send?.answeredAt ?? 0) - (send?.at ?? 0)).toBeGreaterThanOrEqual(149);
  const [taken] = messenger.thread({ psid }).messages.filter(({ text }) => text === 'slow');
  expect(taken?.at).toBeLessThan(send?.answeredAt ?? 0);
});

test.each([
  [{ kind: 'status500', code: 1200 }, 500, { code: 1200, is_transient: true }, false],
  [{ kind: 'rateLimit', code: 80006, regainMinutes: 7 }, 400, { code: 80006 }, false],
  [{ kind: 'error', code: 190, subcode: 460, status: 401 }, 401, { code: 190, error_subcode: 460 }, false],
  [{ kind: 'errorThoughSent' }, 500, { code: 1, error_subcode: 1357046 }, true],
] as const)('the fault %o answers %i', async (fault, status, error, accepted) => {
  messenger.setFaults([fault]);
  const answer = await graph(messenger).say(psid, 'hello');
  expect(answer.status).toBe(status);
  const body = (await answer.json()) as { error: object };
  expect(body.error).toMatchObject({
    ...error,
    type: 'OAuthException',
    fbtrace_id: expect.stringMatching(/^A[\w-]{22}$/),
  });
  expect(messenger.sends()[0]).toMatchObject({ accepted, error: { code: error.code } });
});

test('a throttled answer says in its header when to go on', async () => {
  messenger.setFaults([{ kind: 'rateLimit', code: 80006, regainMinutes: 7 }]);
  const answer = await graph(messenger).say(psid, 'hello');
  const usage = JSON.parse(answer.headers.get('x-business-use-case-usage') ?? '{}') as unknown;
  expect(usage).toMatchObject({ [dim.id]: [{ type: 'messenger', estimated_time_to_regain_access: 7 }] });
});

test('a send may be taken though it hangs for ever', async () => {
  messenger.setFaults([{ kind: 'hang', taken: true, times: 1 }]);
  graph(messenger)
    .say(psid, 'taken')
    .catch(() => {});
  await until(() => callback.echoes().length === 1);
  expect(messenger.sends()[0]).toMatchObject({ accepted: true, answeredAt: null });
});

test('an HTML answer is no JSON', async () => {
  messenger.setFaults([{ kind: 'html' }]);
  const answer = await graph(messenger).say(psid, 'hello');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'text/html; charset=UTF-8']);
});

const echoes = () => messenger.deliveries().filter(({ type }) => type === 'echo');

test('the echo comes before the answer, late, twice or never, as switched', async () => {
  messenger.setSwitches({ echo: { mode: 'before', ms: 60 } });
  await graph(messenger).say(psid, 'before');
  expect(echoes()[0]?.at).toBeLessThanOrEqual(messenger.sends()[0]?.answeredAt ?? 0);
  messenger.setSwitches({ echo: { mode: 'late', ms: 150 } });
  await graph(messenger).say(psid, 'late');
  await messenger.idle();
  expect(callback.echoes()).toHaveLength(2);
  expect(echoes()[1]?.at).toBeGreaterThanOrEqual(messenger.sends()[1]?.answeredAt ?? Infinity);
  messenger.setSwitches({ echo: { mode: 'twice', ms: 1 } });
  await graph(messenger).say(psid, 'twice');
  messenger.setSwitches({ echo: { mode: 'never' } });
  await graph(messenger).say(psid, 'never');
  await messenger.idle();
  expect(callback.echoes().map(({ text }) => text)).toEqual(['before', 'late', 'twice', 'twice']);
});

const day = 24 * 3_600_000;

test('behind an advertisement answers may be taken for seven days, if Meta does', async () => {
  const codeOf = async () =>
    ((await (await graph(messenger).say(psid, 'x')).json()) as { error?: { error_subcode: number } }).error
      ?.error_subcode;
  messenger.sendReferral({ psid, source: 'ADS' });
  messenger.sendMessage({ psid, text: 'ціна?' });
  messenger.setClock(3 * day);
  expect(await codeOf()).toBe(2018278);
  messenger.setSwitches({ adWindow: true });
  expect(await codeOf()).toBeUndefined();
  messenger.setClock(7 * day + 60_000);
  expect(await codeOf()).toBe(2018278);
});

test('a button for the person’s own phone may not be made; the text goes all the same', async () => {
  messenger.setSwitches({ contactButtons: false });
  const quick_replies = [{ content_type: 'user_phone_number' }, { content_type: 'text', title: 'Так', payload: 'Y' }];
  expect((await graph(messenger).say(psid, 'Ваш телефон?', { quick_replies })).status).toBe(200);
  expect(messenger.thread({ psid }).messages.at(-1)).toMatchObject({
    text: 'Ваш телефон?',
    quickReplies: [{ title: 'Так' }],
  });
});
