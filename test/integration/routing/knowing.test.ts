import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { distribute } from '#db/routing/distribute.ts';
import type { Request } from '#workflows/chat/vocabulary.ts';
import { Counter } from './counter.ts';
import { whoWaits } from '#test/integration/support/lock.ts';
import { until } from '#test/integration/support/until.ts';

let at: Counter;
beforeAll(async () => {
  at = await Counter.open();
});
afterAll(() => at?.api.stop());
beforeEach(() => at.clear());

test('F07: what becomes known while the choice is made is not forgotten', async () => {
  await at.publish({ distribution: 'even', personalManager: true });
  await at.contact(at.maksym.id);
  for (let n = 0; n < 2; n += 1) {
    const chat = await at.write();
    await chat.turn();
    const saving = await at.pool.connect();
    await saving.query('begin');
    await saving.query('select 1 from client where id = $1 for update', [chat.clientId]);
    await saving.query(`update client set phone = '+380675550142' where id = $1`, [chat.clientId]);
    await saving.query('update waiting_room set facts = null where chat_id = $1', [chat.id]);
    // The choice is made, and finds the client in other hands; while it is made again they let go.
    expect((await distribute(at.pool, at.page.id)).more).toBe(true);
    const giving = at.give();
    await saving.query('commit');
    saving.release();
    await giving;
    await at.give();
    await chat.turn();
    expect(await at.operators(chat.id)).toEqual([at.maksym.id]);
  }
});

test('F07: a link that a person took away does not come back by itself', async () => {
  await at.publish({ distribution: 'even', personalManager: true });
  await at.contact(at.maksym.id);
  const chat = await at.write('+380675550142');
  const linked = async () =>
    (await at.pool.query('select contact_id from client where id = $1', [chat.clientId])).rows[0]?.contact_id;
  await at.goOn(chat);
  expect(await linked()).not.toBeNull();
  const number = await at.one<number>('select number from chat');
  const answer = await at.iryna.put(`/api/chats/${number}/contact-link`, { contactId: null });
  expect(answer.status).toBe(200);
  await at.goOn(chat);
  expect(await linked()).toBeNull();
  await at.says(chat, 'ще раз: 067 555 01 42');
  await at.goOn(chat);
  expect(await linked()).toBeNull();
});

test.each([
  ['Де моє замовлення №506072249?', '050 607 22 49'],
  ['Де моє замовлення №675550142?', '067 555 01 42'],
  ['артикул 675550142', '067 555 01 42'],
  ['чекаю 675550142 вже тиждень', '067 555 01 42'],
])('P2: what is not said to be a phone links to nobody, and brings nobody’s manager: %s', async (words, phone) => {
  await at.publish({ distribution: 'off', personalManager: true });
  await at.contact(at.maksym.id, phone);
  const chat = await at.write(words);
  await at.goOn(chat);
  expect(await at.operators(chat.id)).toEqual([]);
  expect((await at.pool.query('select contact_id from client where id = $1', [chat.clientId])).rows).toEqual([
    { contact_id: null },
  ]);
  expect((await at.pool.query(`select 1 from message where contact is not null`)).rowCount).toBe(0);
});

test('F10: a chat taken by hand while chats are given counts against the limit', async () => {
  await at.pool.query('update employee set capacity = 0 where id = $1', [at.api.people.olena.id]);
  await at.publish({ distribution: 'even', capacity: 2 });
  const [byHand, first, second] = [await at.write(), await at.write(), await at.write()];
  const take: Request = { kind: 'add_operator', employeeId: at.maksym.id, onlyIfNobody: true, ...at.asked(byHand) };
  await first.turn();
  await second.turn();
  await at.pool.query(`insert into routing_turn values ($1, 'page', $2, 1)`, [at.page.id, at.maksym.id]);
  const holding = await at.pool.connect();
  await holding.query('begin');
  await holding.query('select 1 from routing_turn for update');
  const giving = distribute(at.pool, at.page.id);
  await until('the giving waits', async () => (await whoWaits(at.pool, '%routing_turn%'))[0]);
  await byHand.turn({ requests: [take] });
  await holding.query('commit');
  holding.release();
  await giving;
  await at.give();
  await first.turn();
  await second.turn();
  await at.pool.query('update employee set capacity = null');
  expect((await at.pool.query('select 1 from chat_operator')).rowCount).toBe(2);
  expect(await at.waiting()).toMatchObject([{ chatId: second.id, reason: 'all_full' }]);
});

/** Two thousand more who wait for the same as the one who waits. */
async function crowd(): Promise<void> {
  await at.pool.query(
    `with cl as (insert into client (page_id, psid) select $1, 'many ' || n from generate_series(1, 2000) n
       returning id),
       ch as (insert into chat (client_id, page_id, waiting_since, last_contact_at) select id, $1, now(), now()
          from cl returning id, client_id)
     insert into waiting_room (chat_id, page_id, client_id, ask, kind, since, reason, facts)
     select ch.id, $1, ch.client_id, 1, 'first', now(), w.reason, jsonb_set(w.facts, '{chatId}', to_jsonb(ch.id))
        from ch, waiting_room w`,
    [at.page.id],
  );
}

test('F10, D: a chat that nobody has looked at is looked at, however many wait for somebody else', async () => {
  const who = { teamIds: [], employeeIds: [at.maksym.id] };
  const when = { words: ['лампи'] };
  const rule = { id: 'lamps', name: 'Лампи', enabled: true, when, who, strategy: 'even', priority: 0, capacity: null };
  await at.pool.query('update employee set capacity = 0 where id = $1', [at.api.people.olena.id]);
  const rest = {
    ...rule,
    id: 'rest',
    name: 'Решта',
    when: {},
    who: { teamIds: [], employeeIds: [at.api.people.olena.id] },
  };
  await at.publish({ distribution: 'even', routing: [rule, rest] });
  const one = await at.write();
  await one.turn();
  await at.give();
  expect(await at.waiting()).toMatchObject([{ reason: 'all_full' }]);
  await crowd();
  const late = await at.write('Чи є лампи?');
  await late.turn();
  await at.give();
  await late.turn();
  await at.pool.query(`update employee set capacity = null; delete from client where psid like 'many %'`);
  expect(await at.operators(late.id)).toEqual([at.maksym.id]);
  // D: what the client wrote stands in no record; which rules it fits does, and it comes out the same again.
  const { rows } = await at.pool.query<{ chat: { words: unknown }; all: string }>(
    `select question -> 'chat' as chat, r::text as all from routing_record r where chat_id = $1`,
    [late.id],
  );
  expect(rows.map(({ chat }) => chat.words)).toMatchObject([{ hash: expect.any(String) as string, rules: ['lamps'] }]);
  expect(rows[0]?.all).not.toContain('Чи є');
});

test('F07: a contact made or changed while its client waits is looked at, also by a number in passing', async () => {
  await at.publish({ distribution: 'off', personalManager: true });
  const chat = await at.write('мій номер 067 555 01 42');
  await chat.turn();
  await at.give();
  const id = await at.contact(null);
  await at.give();
  const found = async () =>
    (await at.pool.query(`select facts -> 'contacts' as contacts from waiting_room`)).rows[0]?.contacts;
  expect(await found()).toMatchObject([{ id }]);
  expect(
    (await at.iryna.put(`/api/contacts/${id}`, { name: 'Марія', phones: [], emails: [], managerId: null })).status,
  ).toBe(200);
  await at.give();
  expect(await found()).toEqual([]);
});
