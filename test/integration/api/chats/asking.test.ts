import { expect, test } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import type { List } from '#test/integration/support/chat.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { until } from '#test/integration/support/until.ts';
import {
  api,
  messenger,
  olena,
  iryna,
  publish,
  writes,
  messagesOf,
  automatic,
  timeline,
  chatWith,
  setUpAsking,
} from './asking-stage.ts';
import { insist } from '#test/integration/support/insist.ts';
import { readChat } from '#test/integration/support/chat.ts';

setUpAsking();

test('F08, F42: the phone is asked for, read, shown, and not asked for in the next chat', async () => {
  await publish({ requirePhone: true });
  const { number, says, psid } = await writes('uk_UA');
  expect(await chatWith(number, ({ phase }) => phase === 'collecting_phone')).toMatchObject({ phone: null });
  await until('the question', async () => messenger.sends().some((send) => send.psid === psid && send.accepted));
  const [question] = (await messagesOf(number)).filter((message) => message.automatic);
  expect(question).toMatchObject({
    direction: 'out',
    via: 'automatic',
    kind: 'askPhone',
    language: { code: 'uk', reason: 'language' },
  });
  const seen = messenger.thread({ page: api.pages.dim.facebookId, psid }).messages.at(-1);
  expect(seen).toMatchObject({ quickReplies: [{ content_type: 'user_phone_number' }] });

  says('мій номер 067 123 45 67');
  const chat = await chatWith(number, ({ phase }) => phase === 'open');
  expect(chat).toMatchObject({ phone: '+380671234567', noContact: false, status: 'new' });
  const given = (await messagesOf(number)).find(({ text }) => text === 'мій номер 067 123 45 67');
  expect(given).toMatchObject({ contact: { phone: '+380671234567' } });
  await until('the thanks', async () => (await automatic(number)).includes('contactThanks'));

  await insist(() => olena.put(`/api/chats/${number}/status`, { status: 'finished' }), 'CHAT_FINISHED');
  says('ще одне');
  const next = await until('the next chat', async () =>
    (await olena.get('/api/chats?status=new'))
      .json<List<ChatBody>>()
      .items.find(({ client }) => client.id === chat.client.id),
  );
  // Its window is known once it has decided.
  expect(await chatWith(next.number, ({ window }) => window !== null)).toMatchObject({
    phone: '+380671234567',
    phase: 'open',
  });
  expect(await automatic(next.number)).toEqual([]);
});

test('F08: an operator skips the step; asking to skip it twice is refused in words', async () => {
  await publish({ requirePhone: true });
  const { number } = await writes();
  await chatWith(number, ({ phase }) => phase === 'collecting_phone');
  const skip = () => olena.put(`/api/chats/${number}/phase`, { phase: 'open' });
  await insist(skip, 'HANDED_OVER');
  expect(await readChat(olena, number)).toMatchObject({ phase: 'open', noContact: true });
  const again = await skip();
  expect([again.status, codeOf(again)]).toEqual([409, 'HANDED_OVER']);
  expect((await timeline(number)).find(({ kind }) => kind === 'contact')).toMatchObject({
    reason: { code: 'skipped' },
    by: { name: 'Олена Коваль' },
  });
});

test('F42: what an operator notes is checked, kept in one form, and shown', async () => {
  await publish({ phoneCountry: 'PL' });
  const { number } = await writes();
  const note = (body: object) => olena.put(`/api/chats/${number}/contact`, body);
  const wrong = await note({ phone: '12', email: 'nobody' });
  expect([wrong.status, codeOf(wrong)]).toEqual([422, 'INVALID_CONTACT']);
  expect(wrong.json<{ error: { details: { path: string }[] } }>().error.details.map(({ path }) => path)).toEqual([
    'phone',
    'email',
  ]);
  const noted = await insist(() => note({ phone: '512 345 678', email: ' Maria@Example.com ' }));
  expect(noted.json<ChatBody>()).toMatchObject({ phone: '+48512345678', email: 'maria@example.com' });
  expect(codeOf(await note({}))).toBe('INVALID_CONTACT');
});

test('F16: an admin moves, fires and drops a deadline; an operator may not', async () => {
  await publish({ waitingMessage: { enabled: true, minutes: 60 } });
  const { number, says } = await writes();
  const waiting = ({ deadlines }: ChatBody) => deadlines.find(({ kind }) => kind === 'waiting')?.at;
  await chatWith(number, (chat) => waiting(chat) !== undefined);
  const path = `/api/chats/${number}/deadlines/waiting`;
  const later = new Date(Date.now() + 2 * 3_600_000).toISOString();
  expect(codeOf(await olena.put(path, { at: later }))).toBe('NOT_ALLOWED');
  expect(waiting((await insist(() => iryna.put(path, { at: later }))).json<ChatBody>())).toBe(later);
  const far = await Promise.all(
    ['9999-12-31T23:59:59Z', new Date(Date.now() + 370 * 24 * 3_600_000).toISOString()].map((at) =>
      iryna.put(path, { at }),
    ),
  );
  expect(far.map((answer) => [answer.status, codeOf(answer)])).toEqual(far.map(() => [422, 'DEADLINE_TOO_FAR']));
  expect(codeOf(await iryna.put(`/api/chats/${number}/deadlines/window_closes`, { at: later }))).toBe(
    'NO_SUCH_DEADLINE',
  );
  expect((await iryna.put(`/api/chats/${number}/deadlines/nonsense`, { at: later })).status).toBe(400);

  await insist(() => iryna.put(path, { at: new Date(0).toISOString() }), 'NO_SUCH_DEADLINE');
  await until('the waiting message', async () => (await automatic(number)).includes('waiting'));
  expect(codeOf(await iryna.delete(path))).toBe('NO_SUCH_DEADLINE');

  await olena.post(`/api/chats/${number}/messages`, { text: 'Вже дивлюся' });
  await chatWith(number, ({ status }) => status === 'answered');
  says('Дякую, чекаю');
  await chatWith(number, (chat) => waiting(chat) !== undefined);
  await insist(() => iryna.delete(path), 'NO_SUCH_DEADLINE');
  expect(waiting(await readChat(olena, number))).toBeUndefined();
  const codes = (await timeline(number)).filter(({ kind }) => kind === 'deadline').map(({ reason }) => reason?.code);
  expect(codes).toEqual(['moved', 'fired', 'dropped']);
  expect((await automatic(number)).filter((kind) => kind === 'waiting')).toHaveLength(1);
});

test('F20: who has no locale gets the page’s default language, and the message says so', async () => {
  await publish({ requireEmail: true, defaultLanguage: 'en' });
  const { number } = await writes(null);
  await until('the question', async () => (await automatic(number)).length > 0);
  expect((await messagesOf(number)).find((message) => message.automatic)).toMatchObject({
    kind: 'askEmail',
    language: { code: 'en', reason: 'not_told' },
  });
});
