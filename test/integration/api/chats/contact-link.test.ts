import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import { openChat, readChat } from '../../support/chat.ts';
import { codeOf } from '../../support/http.ts';
import { openLive } from '../../support/live.ts';
import { until } from '../../support/until.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

interface Contact {
  id: string;
  name: string;
}
interface Contacts {
  linked: Contact | null;
  matches: { contact: Contact; matchedBy: 'phone' | 'email' }[];
}

const PHONE = '+380671234567';
const EMAIL = 'maria@honcharenko.example';
let api: TestApi;
let olena: Visitor;
let maria: Contact;
let mother: Contact;
let chat: Awaited<ReturnType<typeof openChat>>;

// Without a worker: what a chat's workflow makes of the link is its own matter, and none is needed to settle it.
beforeAll(async () => {
  api = await createApi();
  olena = await logIn(api, 'olena');
  const add = async (fields: object) => (await olena.post('/api/contacts', fields)).json<Contact>();
  maria = await add({ name: 'Марія', phones: [PHONE], managerId: api.people.taras.id, segment: 'Постійні' });
  mother = await add({ name: 'Мама Марії', phones: [PHONE], emails: [EMAIL] });
  await add({ name: 'Хтось інший', phones: ['0501112233'], emails: ['other@demo.example'] });
  chat = await openChat(api, api.pages.dim);
});
afterAll(() => api.stop());

const know = (fields: { phone?: string | null; email?: string | null }, clientId = chat.clientId) =>
  api.database.pool.query('update client set phone = $2, email = $3 where id = $1', [
    clientId,
    fields.phone ?? null,
    fields.email ?? null,
  ]);
const contacts = async (who = olena) => (await who.get(`/api/chats/${chat.number}/contacts`)).json<Contacts>();
const link = (contactId: string | null, number = chat.number, who = olena) =>
  who.put(`/api/chats/${number}/contact-link`, { contactId });
const inputs = async () =>
  (
    await api.database.pool.query<{ facts: object }>(
      `select facts, chat_id as chat, relayed_at as relayed from chat_input where client_id = $1
         and kind = 'contact_linked' order by id`,
      [chat.clientId],
    )
  ).rows.map(({ facts }) => facts);

test('F07: contacts with the phone or the e-mail of the client are shown with the reason, none is chosen', async () => {
  expect(await contacts()).toEqual({ linked: null, matches: [] });
  await know({ phone: PHONE, email: EMAIL });
  const { linked, matches } = await contacts();
  expect(linked).toBeNull();
  expect(matches.map(({ contact, matchedBy }) => [contact.id, matchedBy])).toEqual(
    [maria.id, mother.id].toSorted().map((id) => [id, 'phone']),
  );
  await know({ email: EMAIL });
  expect((await contacts()).matches).toMatchObject([{ contact: { id: mother.id }, matchedBy: 'email' }]);
  expect(await inputs()).toEqual([]);
});

test('F07: an operator settles who the client is: the chat shows it, and its workflow is told', async () => {
  const before = await readChat(olena, chat.number);
  expect(before.contact).toBeNull();
  const stream = await openLive(api, olena);
  await until('hello', () => stream.named('hello')[0]);
  const linked = (await link(maria.id)).json<ChatBody>();
  const { taras } = api.people;
  const manager = { id: taras.id, name: taras.name };
  expect(linked.contact).toEqual({ id: maria.id, name: 'Марія', segment: 'Постійні', manager });
  expect(linked.version).toBeGreaterThan(before.version);
  expect((await contacts()).linked).toMatchObject({ id: maria.id, manager });
  expect(await inputs()).toEqual([{ contactId: maria.id, by: api.people.olena.id }]);
  await until('the live window', () => JSON.stringify(stream.named('chat')).includes(maria.id));

  expect((await link(maria.id)).status).toBe(200);
  expect(await inputs()).toHaveLength(1);
  await olena.put(`/api/contacts/${maria.id}`, { segment: 'VIP' });
  await until('the changed contact', () => JSON.stringify(stream.named('chat')).includes('VIP'));
  stream.close();

  expect((await link(null)).json<ChatBody>().contact).toBeNull();
  expect((await inputs()).at(-1)).toEqual({ contactId: null, by: api.people.olena.id });
});

test('F07: a link that cannot be is refused and tells the chat nothing', async () => {
  const told = await inputs();
  const unknown = await link(randomUUID());
  expect([unknown.status, codeOf(unknown)]).toEqual([422, 'UNKNOWN_CONTACT']);
  for (const wrong of ['', 'x', 5, undefined]) expect((await link(wrong as string)).status).toBe(400);
  const finished = await openChat(api, api.pages.dim, 'колись');
  await api.database.pool.query(`update chat set status = 'finished' where number = $1`, [finished.number]);
  const late = await link(maria.id, finished.number);
  expect([late.status, codeOf(late)]).toEqual([409, 'CHAT_FINISHED']);
  expect((await readChat(olena, finished.number)).contact).toBeNull();
  expect(await inputs()).toEqual(told);
});

test('F07: who may not write in the chat settles nothing, and who may not see it sees no contacts of it', async () => {
  const [dmytro, taras] = [await logIn(api, 'dmytro'), await logIn(api, 'taras')];
  expect((await contacts(dmytro)).matches).toHaveLength(1);
  expect(codeOf(await link(maria.id, chat.number, dmytro))).toBe('NOT_ALLOWED');
  expect(codeOf(await link(maria.id, chat.number, taras))).toBe('CHAT_NOT_FOUND');
  expect((await taras.get(`/api/chats/${chat.number}/contacts`)).status).toBe(404);
});

test('F07: two who settle it at once leave one of the two, and both are told to the chat in that order', async () => {
  const iryna = await logIn(api, 'iryna');
  await Promise.all([link(maria.id), link(mother.id, chat.number, iryna)]);
  const { contact } = await readChat(olena, chat.number);
  expect((await inputs()).at(-1)).toMatchObject({ contactId: contact?.id });
});

test('E2: a contact kept in one spelling of its address is found by the other', async () => {
  const add = async (email: string) =>
    (await olena.post('/api/contacts', { name: email, emails: [email] })).json<Contact & { emails: string[] }>();
  const ascii = await add('Ivan@xn--80aikifvh.xn--j1amh');
  expect(ascii.emails).toEqual(['ivan@приклад.укр']);
  const own = await add("o'brien@example.com");
  const matchesOf = async (words: string) => {
    const { number } = await openChat(api, api.pages.dim, words);
    const { matches } = (await olena.get(`/api/chats/${number}/contacts`)).json<Contacts>();
    return matches.map(({ contact }) => contact.id);
  };
  expect(await matchesOf('ivan@приклад.укр')).toEqual([ascii.id]);
  expect(await matchesOf('моя пошта IVAN@XN--80AIKIFVH.xn--j1amh.')).toEqual([ascii.id]);
  expect(await matchesOf("o'brien@example.com")).toEqual([own.id]);
  expect(await matchesOf('brien@example.com')).toEqual([]);
});
