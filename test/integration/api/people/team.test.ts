import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen } from '#db/notify/listen.ts';
import { readLoad } from '#db/routing/candidates.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import { type List, openChat } from '../../support/chat.ts';
import { codeOf } from '../../support/http.ts';
import { until } from '../../support/until.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

interface LeaveBody {
  id: string;
  employee: { id: string; name: string };
  from: string;
  to: string;
  note: string | null;
}
interface TeamBody {
  id: string;
  name: string;
  members: { id: string; name: string }[];
}

let api: TestApi;
let iryna: Visitor;
let olena: Visitor;
let taras: Visitor;
let dmytro: Visitor;
/** Topics that were rung. */
let rung: string[] = [];
let silence: () => Promise<void>;

beforeAll(async () => {
  api = await createApi();
  [iryna, olena, taras, dmytro] = [
    await logIn(api, 'iryna'),
    await logIn(api, 'olena'),
    await logIn(api, 'taras'),
    await logIn(api, 'dmytro'),
  ];
  silence = listen(api.settings.databaseUrl, (topics) => rung.push(...topics));
  await until('the first ring', () => rung.includes('routing'));
});
afterAll(async () => {
  await silence();
  await api.stop();
});

const day = (n: number) => new Date(Date.UTC(2027, 0, n)).toISOString();
const rings = async (work: () => Promise<unknown>) => {
  rung = [];
  await work();
  await until('routing', () => rung.includes('routing'));
};
const january = `/api/leaves?from=${day(1)}&to=${day(31)}`;
const leaveOf = (employeeId: string, from: string, to: string, note = '') => ({ employeeId, from, to, note });

test('F48: colleagues see who is on leave when, the note only admins and oneself', async () => {
  const { olena: person } = api.people;
  const added = await olena.post('/api/leaves', leaveOf(person.id, day(4), day(10), 'лікарня'));
  expect([added.status, added.json<LeaveBody>()]).toEqual([
    201,
    expect.objectContaining({ employee: { id: person.id, name: person.name }, from: day(4), note: 'лікарня' }),
  ]);
  const notes = async (who: Visitor) => (await who.get(january)).json<List<LeaveBody>>().items.map(({ note }) => note);
  expect(await Promise.all([olena, iryna, taras, dmytro].map(notes))).toEqual([
    ['лікарня'],
    ['лікарня'],
    [null],
    [null],
  ]);
  expect((await iryna.get(`/api/leaves?from=${day(10)}&to=${day(20)}`)).json<List<LeaveBody>>().items).toEqual([]);
  await olena.delete(`/api/leaves/${added.json<LeaveBody>().id}`);
  expect(await notes(iryna)).toEqual([]);
});

test('A13: a leave is added and removed by oneself and by admins only', async () => {
  const { id } = api.people.olena;
  expect(codeOf(await taras.post('/api/leaves', leaveOf(id, day(1), day(2))))).toBe('NOT_ALLOWED');
  expect(codeOf(await dmytro.post('/api/leaves', leaveOf(id, day(1), day(2))))).toBe('NOT_ALLOWED');
  const leave = (await iryna.post('/api/leaves', leaveOf(id, day(1), day(2)))).json<LeaveBody>();
  expect(codeOf(await taras.delete(`/api/leaves/${leave.id}`))).toBe('NOT_ALLOWED');
  expect((await olena.delete(`/api/leaves/${leave.id}`)).status).toBe(204);
  expect(codeOf(await olena.delete(`/api/leaves/${leave.id}`))).toBe('NOT_FOUND');
});

test('F48: a leave that is none is refused', async () => {
  const { id } = api.people.olena;
  for (const [from, to, code] of [
    [day(2), day(1), 'INVALID_RANGE'],
    [day(1), day(1), 'INVALID_RANGE'],
    [day(1), day(1000), 'INVALID_RANGE'],
    ['2027-01-01', day(3), 'BAD_REQUEST'],
  ] as const)
    expect([from, to, codeOf(await iryna.post('/api/leaves', leaveOf(id, from, to)))]).toEqual([from, to, code]);
  expect(codeOf(await iryna.post('/api/leaves', leaveOf('nobody', day(1), day(2))))).toBe('NOT_FOUND');
});

test('F48: who is on leave now shows until when', async () => {
  const { id } = api.people.taras;
  const to = new Date(Date.now() + 3_600_000).toISOString();
  await rings(() => taras.post('/api/leaves', leaveOf(id, new Date(Date.now() - 60_000).toISOString(), to)));
  const list = (await olena.get('/api/presence')).json<
    List<{ employee: { id: string }; onLeaveUntil: string | null }>
  >();
  expect(list.items.find(({ employee }) => employee.id === id)?.onLeaveUntil).toBe(to);
  expect(list.items.find(({ employee }) => employee.id === api.people.olena.id)?.onLeaveUntil).toBeNull();
});

test('F48: a team has a name of its own and members, and is read by everybody signed in', async () => {
  const ids = [api.people.olena.id, api.people.taras.id];
  const team = (await iryna.post('/api/teams', { name: 'Доставка', employeeIds: ids })).json<TeamBody>();
  expect(team.members.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  expect(codeOf(await iryna.post('/api/teams', { name: 'Доставка', employeeIds: [] }))).toBe('ALREADY_EXISTS');
  const other = (await iryna.post('/api/teams', { name: 'Гарантія', employeeIds: [] })).json<TeamBody>();
  expect(codeOf(await iryna.put(`/api/teams/${other.id}`, { name: 'Доставка', employeeIds: [] }))).toBe(
    'ALREADY_EXISTS',
  );
  await rings(() => iryna.put(`/api/teams/${team.id}`, { name: 'Доставка', employeeIds: ids.slice(0, 1) }));
  const seen = (await taras.get('/api/teams')).json<List<TeamBody>>().items;
  expect(seen.map(({ name, members }) => [name, members.length])).toEqual([
    ['Гарантія', 0],
    ['Доставка', 1],
  ]);
  await rings(() => iryna.delete(`/api/teams/${team.id}`));
  expect(codeOf(await iryna.delete(`/api/teams/${team.id}`))).toBe('NOT_FOUND');
  expect(codeOf(await iryna.put(`/api/teams/${team.id}`, { name: 'x', employeeIds: [] }))).toBe('NOT_FOUND');
});

test('F48: what operators know and can carry is kept, in one writing, and told to who gives chats', async () => {
  const path = `/api/employees/${api.people.olena.id}`;
  const change = { languages: ['uk', 'pl', 'uk'], skills: [' Меблі ', 'меблі', 'B2B  опт'], capacity: 7 };
  await rings(async () =>
    expect((await iryna.put(path, change)).json()).toMatchObject({
      languages: ['uk', 'pl'],
      skills: ['меблі', 'b2b опт'],
      capacity: 7,
    }),
  );
  expect((await iryna.put(path, { name: 'Олена Коваль' })).json()).toMatchObject({
    languages: ['uk', 'pl'],
    capacity: 7,
  });
  expect((await iryna.put(path, { capacity: null })).json()).toMatchObject({
    skills: ['меблі', 'b2b опт'],
    capacity: null,
  });
  for (const wrong of [{ capacity: -1 }, { capacity: 1.5 }, { languages: ['ukrainian'] }, { skills: [''] }])
    expect([wrong, codeOf(await iryna.put(path, wrong))]).toEqual([wrong, 'BAD_REQUEST']);
  const added = await iryna.post('/api/employees', {
    name: 'Нова',
    email: 'new@demo.example',
    password: 'a long enough word',
    roles: ['operator'],
    languages: ['en'],
    skills: ['опт'],
    capacity: 0,
  });
  expect(added.json()).toMatchObject({ languages: ['en'], skills: ['опт'], capacity: 0 });
});

test('F48: a page says what its operators should know', async () => {
  const path = `/api/pages/${api.pages.dim.id}`;
  await rings(async () =>
    expect((await iryna.put(path, { skills: ['Меблі'] })).json()).toMatchObject({ skills: ['меблі'] }),
  );
  expect((await iryna.put(path, { name: api.pages.dim.name })).json()).toMatchObject({ skills: ['меблі'] });
});

test('F48: admins and auditors see what each operator carries', async () => {
  await openChat(api, api.pages.dim);
  const items = (await dmytro.get('/api/operators')).json<List<{ employee: { name: string }; openChats: number }>>()
    .items;
  expect(items.map(({ employee }) => employee.name)).toContain('Олена Коваль');
  expect(items.map(({ employee }) => employee.name)).not.toContain('Дмитро Савчук');
  expect(items.every(({ openChats }) => openChats === 0)).toBe(true);
  expect(codeOf(await olena.get('/api/operators'))).toBe('NOT_ALLOWED');
});

test.each([
  ['who leads', 0],
  ['who joined beside somebody', 1],
])('I18: what admins see of an operator’s open chats is what routing counts (%s)', async (_, position) => {
  const { pool } = api.database;
  const { number } = await openChat(api, api.pages.dim);
  const { id } = api.people.olena;
  await pool.query(
    `insert into chat_operator (chat_id, employee_id, since, position) select id, $2, now(), $3 from chat
       where number = $1`,
    [number, id, position],
  );
  const items = (await iryna.get('/api/operators')).json<List<{ employee: { id: string }; openChats: number }>>().items;
  expect(items.find(({ employee }) => employee.id === id)?.openChats).toBe(await readLoad(pool, id));
  await pool.query('delete from chat_operator where employee_id = $1', [id]);
});
