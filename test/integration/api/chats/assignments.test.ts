import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AssignmentBody } from '#api/routing/assignment-schema.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import { addAssignment, candidate } from '../../support/assignment.ts';
import { type List, openChat, readChat } from '../../support/chat.ts';
import { addEmployee, type TestEmployee } from '../../support/company.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

let api: TestApi;
let olena: Visitor;
let marko: TestEmployee;

beforeAll(async () => {
  api = await createApi();
  olena = await logIn(api, 'olena');
  const pageIds = [api.pages.dim.id];
  marko = await addEmployee(pool(), {
    name: 'Марко Гнатюк',
    email: 'marko@demo.example',
    roles: ['operator'],
    pageIds,
  });
});
afterAll(() => api.stop());

const pool = () => api.database.pool;
const read = async (who: Visitor, number: number, id: string) =>
  (await who.get(`/api/chats/${number}/assignments/${id}`)).json<AssignmentBody>();

const RULE = {
  id: 'rule-1',
  name: 'Роздріб',
  enabled: true,
  when: {},
  strategy: 'least' as const,
  priority: 3,
  capacity: null,
  who: { teamIds: [], employeeIds: [] },
};
const CONSIDERED = [
  {
    person: { name: 'Марко Гнатюк' },
    standing: 'chosen',
    load: 2,
    capacity: 8,
    pros: [{ code: 'least', fact: 2 }, { code: 'online' }],
  },
  { person: { name: 'Олена Коваль' }, standing: 'considered', cons: [{ code: 'more_chats', fact: 2 }] },
  { person: { name: 'Ірина Лисенко' }, standing: 'passed', cons: [{ code: 'on_leave' }] },
];

describe('how an operator was chosen', () => {
  test('F10: the record says who was considered, why, what would have changed it, and comes out again', async () => {
    const { number } = await openChat(api, api.pages.dim);
    const people = [
      candidate(marko.id, { load: 2 }),
      candidate(api.people.olena.id, { load: 4 }),
      candidate(api.people.iryna.id, { leaveUntil: Date.now() + 86_400_000 }),
    ];
    const { id } = await addAssignment(pool(), number, {
      candidates: people,
      policy: { capacity: 8, routing: [RULE] },
    });
    const told = await read(olena, number, id);
    expect(told).toMatchObject({
      id,
      kind: 'first',
      state: 'joined',
      code: 'least',
      tieBreak: 'load',
      priority: 3,
      reproduced: true,
      me: 1,
      operator: { id: marko.id, name: 'Марко Гнатюк' },
      rule: { id: 'rule-1', name: 'Роздріб' },
      versions: { installation: 17, page: 0 },
      considered: CONSIDERED,
    });
    expect(told.whatElse).toContainEqual({ person: { id: api.people.olena.id, name: 'Олена Коваль' }, change: 'free' });
    expect(JSON.stringify(told)).not.toMatch(/question|policy/);
    const { items } = (await olena.get(`/api/chats/${number}/assignments`)).json<List<AssignmentBody>>();
    expect(items).toEqual([expect.objectContaining({ id, code: 'least', operator: told.operator, rule: told.rule })]);
    expect(items[0]).not.toHaveProperty('considered');
    expect((await readChat(olena, number)).waiting).toBeNull();
  });

  test('F10: a record that was altered does not come out again; who only reads has no row', async () => {
    const { number } = await openChat(api, api.pages.dim);
    const { id, choice } = await addAssignment(pool(), number, {
      candidates: [candidate(marko.id), candidate(api.people.olena.id)],
    });
    const dmytro = await logIn(api, 'dmytro');
    expect(await read(dmytro, number, id)).toMatchObject({ reproduced: true, me: null });
    const alter = (code: string) =>
      pool().query(`update routing_record set choice = jsonb_set(choice, '{code}', to_jsonb($2::text)) where id = $1`, [
        id,
        code,
      ]);
    await alter('only_one');
    expect(await read(dmytro, number, id)).toMatchObject({ reproduced: false });
    // At the end of the test run every record comes out again.
    await alter(choice.code);
  });

  test('F07, F10: a personal manager is found by a contact, which is named', async () => {
    const { number } = await openChat(api, api.pages.dim);
    const { rows } = await pool().query<{ id: string }>(
      `insert into contact (name, phones, emails, manager_id) values ('Гончаренко Марія', '{}', '{}', $1) returning id`,
      [api.people.olena.id],
    );
    const contact = { id: rows[0]?.id ?? '', managerId: api.people.olena.id, segment: '' };
    const { id } = await addAssignment(pool(), number, {
      candidates: [candidate(marko.id), candidate(api.people.olena.id, { load: 9 })],
      policy: { personalManager: true },
      chat: { contacts: [contact] },
    });
    expect(await read(olena, number, id)).toMatchObject({
      code: 'manager',
      contact: { id: contact.id, name: 'Гончаренко Марія' },
      reproduced: true,
      me: 0,
    });
  });

  test('F10: who was deleted since has no name, and stays in the record', async () => {
    const { number } = await openChat(api, api.pages.dim);
    const gone = await addEmployee(pool(), {
      name: 'Назар Мельник',
      email: 'nazar@demo.example',
      roles: ['operator'],
      pageIds: [],
    });
    const { id } = await addAssignment(pool(), number, { candidates: [candidate(gone.id)] });
    await pool().query('delete from employee where id = $1', [gone.id]);
    expect(await read(olena, number, id)).toMatchObject({
      operator: { id: gone.id, name: null },
      considered: [{ person: { id: gone.id, name: null } }],
      reproduced: true,
    });
  });

  test('F10: an operator of another page, and a chat the record is not of, are told that it is not there', async () => {
    const [{ number }, other] = [await openChat(api, api.pages.dim), await openChat(api, api.pages.dim)];
    const { id } = await addAssignment(pool(), number, { candidates: [candidate(api.people.olena.id)] });
    const taras = await logIn(api, 'taras');
    expect((await taras.get(`/api/chats/${number}/assignments`)).status).toBe(404);
    expect((await taras.get(`/api/chats/${number}/assignments/${id}`)).status).toBe(404);
    expect((await olena.get(`/api/chats/${other.number}/assignments/${id}`)).status).toBe(404);
    expect((await olena.get(`/api/chats/${number}/assignments/none`)).status).toBe(400);
  });
});

describe('why a chat has no operator', () => {
  test('F10: where nobody could be chosen the chat says since when it waits and by which record', async () => {
    const { number } = await openChat(api, api.pages.dim);
    expect((await readChat(olena, number)).waiting).toMatchObject({ reason: 'not_decided', recordId: null });
    const full = { candidates: [candidate(marko.id, { load: 1 })], policy: { capacity: 1 } };
    const { id, at } = await addAssignment(pool(), number, full);
    const since = new Date(at - 2000).toISOString();
    expect(await readChat(olena, number)).toMatchObject({
      waiting: { since, reason: 'all_full', recordId: id },
      rung: 0,
    });
    expect(await read(olena, number, id)).toMatchObject({ state: 'nobody', code: 'all_full', operator: null });
    await pool().query('update waiting_room set reason = null, record_id = null where record_id = $1', [id]);
    expect((await readChat(olena, number)).waiting).toMatchObject({ reason: 'seeking', recordId: null });
  });

  test.each([
    [`phase = 'collecting_phone'`, { reason: 'collecting' }],
    [`status = 'answered'`, { reason: 'answered' }],
    [`status = 'finished', finished_at = now()`, null],
  ])('F10: a chat with %s: %o', async (change, waiting) => {
    const { number } = await openChat(api, api.pages.dim);
    await pool().query(`update chat set ${change} where number = $1`, [number]);
    const told = await readChat(olena, number);
    if (waiting === null) expect(told.waiting).toBeNull();
    else expect(told.waiting).toMatchObject(waiting);
  });
});
