import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { EntryBody } from '#api/chats/entry-schema.ts';
import type { ChatBody } from '#api/chats/schema.ts';
import type { TestApi } from '#test/integration/support/api.ts';
import { addEmployee, type TestEmployee } from '#test/integration/support/company.ts';
import { type List, openChat, readChat } from '#test/integration/support/chat.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';
import { openWhole, type Whole } from '#test/integration/support/whole.ts';
import { insist } from '#test/integration/support/insist.ts';

let whole: Whole;
let api: TestApi;
let iryna: Visitor;
/** Operators of the page, with Olena. */
let maksym: TestEmployee;

beforeAll(async () => {
  whole = await openWhole();
  ({ api } = whole);
  iryna = await logIn(api, 'iryna');
  maksym = await addEmployee(api.database.pool, {
    name: 'Максим Гнатюк',
    email: 'maksym@demo.example',
    roles: ['operator'],
    pageIds: [api.pages.dim.id],
  });
});
afterAll(() => whole?.close());
beforeEach(async () => {
  await present({});
  await api.database.pool.query('delete from routing_turn');
  await api.database.pool.query('delete from leave');
  await api.database.pool.query(
    `update employee set capacity = null, active = true; delete from waiting_room; update chat set status = 'finished'`,
  );
});

async function publish(settings: object, page = api.pages.dim): Promise<void> {
  const answer = await iryna.post(`/api/pages/${page.id}/settings`, { settings, replace: true });
  expect(answer.status).toBe(201);
}

/** Who is at their desk; everybody else is not. */
async function present(states: Record<string, 'online' | 'away'>): Promise<void> {
  const { pool } = api.database;
  await pool.query('delete from presence; delete from presence_tab');
  for (const [id, state] of Object.entries(states)) {
    await pool.query('insert into presence (employee_id, state) values ($1, $2)', [id, state]);
    // Somebody whose desk is heard of, or who is found out after a while to have none.
    const touched = state === 'online' ? '1 hour' : '-1 hour';
    await pool.query(
      `insert into presence_tab (id, employee_id, beat_at, active_at)
       values (gen_random_uuid(), $1, now() + interval '1 hour', now() + $2::interval)`,
      [id, touched],
    );
  }
  await pool.query(`select pg_notify('rozmova', 'routing')`);
}

const operatorsOf = async (number: number) => (await readChat(iryna, number)).operators.map(({ id }) => id);
const chatWith = (number: number, fits: (chat: ChatBody) => boolean) =>
  until('the chat', async () => ((chat) => (fits(chat) ? chat : null))(await readChat(iryna, number)));
const leads = (number: number) => chatWith(number, ({ operators }) => operators.length > 0);
const timeline = async (number: number) =>
  (await iryna.get(`/api/chats/${number}/timeline?pageSize=100`)).json<List<EntryBody>>().items;

test('F10: Even gives ten chats to two operators, five each, whoever is online', async () => {
  await publish({ distribution: 'even' });
  await present({ [maksym.id]: 'online' });
  const opened = await Promise.all(Array.from({ length: 10 }, () => openChat(api, api.pages.dim)));
  await Promise.all(opened.map(({ number }) => leads(number)));
  const given = (await Promise.all(opened.map(({ number }) => operatorsOf(number)))).flat();
  expect(Object.values(Object.groupBy(given, (id) => id)).map((ids) => ids?.length)).toEqual([5, 5]);
  const entry = (await timeline(opened[0]?.number ?? 0)).find(({ kind }) => kind === 'assigned');
  expect(entry?.reason).toMatchObject({ code: 'turn', kind: 'first', candidates: 2, page: expect.any(Number) });
});

test('F10: Active gives to those who are online only, and to all by turns when nobody is', async () => {
  await publish({ distribution: 'active' });
  await present({ [maksym.id]: 'online', [api.people.olena.id]: 'away' });
  const first = [await openChat(api, api.pages.dim), await openChat(api, api.pages.dim)];
  for (const { number } of first) expect((await leads(number)).operators[0]?.id).toBe(maksym.id);
  await present({});
  const second = [await openChat(api, api.pages.dim), await openChat(api, api.pages.dim)];
  const given = await Promise.all(second.map(async ({ number }) => (await leads(number)).operators[0]?.id));
  expect(new Set(given)).toEqual(new Set([maksym.id, api.people.olena.id]));
});

test('F10: off gives nobody, and says so; an operator without access never takes part', async () => {
  await publish({ distribution: 'off' });
  const { number } = await openChat(api, api.pages.dim);
  const chat = await chatWith(number, ({ waiting }) => waiting?.reason === 'distribution_off');
  expect(chat.operators).toEqual([]);
  await publish({ distribution: 'even' });
  expect((await leads(number)).operators[0]?.id).not.toBe(api.people.taras.id);
});

test('F10: a limit is not exceeded; who waits is served in order the moment somebody has a place', async () => {
  await publish({ distribution: 'active', capacity: 1 });
  await present({ [maksym.id]: 'online' });
  const first = await openChat(api, api.pages.dim);
  await leads(first.number);
  const waiting = [await openChat(api, api.pages.dim), await openChat(api, api.pages.dim)];
  for (const { number } of waiting) await chatWith(number, (chat) => chat.waiting?.reason === 'all_full');
  const unheard = async () => (await timeline(waiting[0]?.number ?? 0)).filter(({ kind }) => kind === 'nobody');
  await until('the reason', async () => (await unheard()).length > 0);
  expect(await unheard()).toHaveLength(1);
  await insist(() => iryna.put(`/api/chats/${first.number}/status`, { status: 'finished' }), 'CHAT_FINISHED');
  expect((await leads(waiting[0]?.number ?? 0)).operators[0]?.id).toBe(maksym.id);
  expect(await operatorsOf(waiting[1]?.number ?? 0)).toEqual([]);
  await present({ [maksym.id]: 'online', [api.people.olena.id]: 'online' });
  expect((await leads(waiting[1]?.number ?? 0)).operators[0]?.id).toBe(api.people.olena.id);
});

test('F38: who leaves is not given the chat again; the next one gets it', async () => {
  await publish({ distribution: 'even' });
  const { number } = await openChat(api, api.pages.dim);
  const first = (await leads(number)).operators[0]?.id ?? '';
  const answer = await insist(() => iryna.delete(`/api/chats/${number}/operators/${first}`), 'NOT_AN_OPERATOR');
  expect(answer.status).toBe(200);
  const second = await chatWith(number, ({ operators }) => operators.length === 1 && operators[0]?.id !== first);
  expect([maksym.id, api.people.olena.id]).toContain(second.operators[0]?.id);
});

test('F10: chats of who goes on leave are given to others at once where it is set so', async () => {
  await publish({ distribution: 'even', absentOperators: 'at_once' });
  const { number } = await openChat(api, api.pages.dim);
  const first = (await leads(number)).operators[0]?.id ?? '';
  await iryna.post('/api/leaves', {
    employeeId: first,
    from: new Date(Date.now() - 60_000).toISOString(),
    to: new Date(Date.now() + 3_600_000).toISOString(),
    note: '',
  });
  await chatWith(number, ({ operators }) => operators.length === 1 && operators[0]?.id !== first);
  expect((await timeline(number)).find(({ kind }) => kind === 'left')?.reason).toMatchObject({ code: 'on_leave' });
});

test('F07: the personal manager of the contact with the same phone gets the chat; the contact is linked', async () => {
  await publish({ distribution: 'even', personalManager: true, requirePhone: true });
  await iryna.post('/api/contacts', {
    name: 'Марія Гончаренко',
    phones: ['067 555 01 42'],
    emails: [],
    managerId: maksym.id,
  });
  const { number, psid } = await openChat(api, api.pages.dim);
  await chatWith(number, ({ phase }) => phase === 'collecting_phone');
  await openChat(api, api.pages.dim, 'мій номер +380675550142', psid);
  const chat = await chatWith(number, ({ operators, contact }) => operators.length > 0 && contact !== null);
  expect(chat.operators.map(({ id }) => id)).toEqual([maksym.id]);
  expect(chat.contact).toMatchObject({ name: 'Марія Гончаренко', manager: { id: maksym.id } });
  expect((await timeline(number)).find(({ kind }) => kind === 'assigned')?.reason).toMatchObject({ code: 'manager' });
});

test('F07: a number the client writes without being asked tells the manager; of two nobody chooses', async () => {
  await publish({ distribution: 'off', personalManager: true });
  const contact = (name: string, phone: string) =>
    iryna.post('/api/contacts', { name, phones: [phone], emails: [], managerId: maksym.id });
  await contact('Оксана Дідух', '067 777 00 01');
  const { number, psid } = await openChat(api, api.pages.dim);
  await chatWith(number, ({ waiting }) => waiting?.reason === 'distribution_off');
  await openChat(api, api.pages.dim, 'мій номер 067 777 00 01', psid);
  expect((await leads(number)).operators.map(({ id }) => id)).toEqual([maksym.id]);

  await contact('Ігор Шевчук', '067 777 00 02');
  await contact('Крамниця Шевчука', '067 777 00 02');
  const other = await openChat(api, api.pages.dim, '067 777 00 02');
  await chatWith(other.number, ({ waiting }) => waiting?.reason === 'distribution_off');
  type Matches = { linked: unknown; matches: { contact: { name: string } }[] };
  const { matches, linked } = (await iryna.get(`/api/chats/${other.number}/contacts`)).json<Matches>();
  expect(linked).toBeNull();
  expect(matches.map(({ contact: { name } }) => name).toSorted()).toEqual(
    ['Крамниця Шевчука', 'Ігор Шевчук'].toSorted(),
  );
});

test('F10: of a client who writes for the first time the language is known before the choice', async () => {
  const rule = { enabled: true, strategy: 'even', priority: 0, capacity: null };
  const who = { teamIds: [], employeeIds: [maksym.id] };
  const polish = { ...rule, id: 'polish', name: 'Польською', when: { locales: ['pl'] }, who };
  await api.database.pool.query(`update employee set languages = '{pl}' where id = $1`, [maksym.id]);
  for (const settings of [{ matchLanguage: true }, { routing: [polish] }]) {
    await publish({ distribution: 'even', ...settings });
    for (let n = 0; n < 3; n += 1) {
      const page = api.pages.dim.facebookId;
      const { psids } = whole.messenger.createClient({ firstName: 'Zofia', locale: 'pl_PL' });
      const { number } = await openChat(api, api.pages.dim, 'Dzień dobry', psids[page]);
      expect((await leads(number)).operators.map(({ id }) => id)).toEqual([maksym.id]);
    }
  }
  await api.database.pool.query(`update employee set languages = '{}'`);
});
