import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import { insertTeam } from '#db/people/teams.ts';
import { type List, readChat } from '#test/integration/support/chat.ts';
import { addEmployee } from '#test/integration/support/company.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { insist } from '#test/integration/support/insist.ts';
import { until } from '#test/integration/support/until.ts';
import { newPsid } from '#test/integration/support/webhook.ts';
import { api, iryna, number, olena, path, setUpAnswers } from './answers-stage.ts';

setUpAnswers();

const give = (wish: object, who = olena) => who.post(path('/transfer'), wish);
const operators = async () => (await readChat(olena, number)).operators.map(({ id }) => id);
const timeline = async () =>
  (await olena.get(path('/timeline'))).json<List<{ kind: string; by: unknown; about: unknown; reason: unknown }>>();
const teamOf = async (...employeeIds: string[]) =>
  (await insertTeam(api.database.pool, { name: `Опт ${newPsid()}`, employeeIds }))?.id ?? '';

test('§1.6: one request takes who asks out of the chat, puts the colleague in, and tells both', async () => {
  const { olena: from, iryna: to } = api.people;
  await insist(() => olena.put(path('/operators/me')));
  const wish = { to: 'person', employeeId: to.id, note: '  просить рахунок  ' };
  const given = await insist(() => give(wish), 'ALREADY_THEIRS');
  expect(given.json<ChatBody>().operators).toEqual([{ id: to.id, name: to.name }]);
  const line = (await timeline()).items.at(-1);
  expect(line).toMatchObject({ kind: 'transferred', by: { id: from.id }, about: { id: to.id } });
  expect(line?.reason).toEqual({ code: 'person', note: 'просить рахунок' });
  const { items } = (await iryna.get('/api/me/alerts')).json<List<object>>();
  expect(items).toContainEqual(
    expect.objectContaining({ kind: 'transferred', chatNumber: number, by: { id: from.id, name: from.name } }),
  );
  expect(codeOf(await give(wish, iryna))).toBe('ALREADY_THEIRS');
});

test('§1.6: a chat is given to a team whose people may have it, and the rules find one of them', async () => {
  await insist(() => olena.put(path('/operators/me')));
  const teamId = await teamOf(api.people.olena.id, api.people.iryna.id);
  const given = await insist(() => give({ to: 'team', teamId }));
  expect(given.json<ChatBody>().operators.map(({ id }) => id)).not.toContain(api.people.olena.id);
  expect((await timeline()).items).toContainEqual(
    expect.objectContaining({ kind: 'transferred', reason: expect.objectContaining({ code: 'team', team: teamId }) }),
  );
  await until('what came of it', async () =>
    (await timeline()).items.some(({ kind }) => kind === 'assigned' || kind === 'nobody'),
  );
  // Put there once the chat is at rest: what it keeps next overwrites what it does not know of.
  await api.database.pool.query(
    `insert into timeline (chat_id, seq, n, at, kind, reason)
     select id, 900, 0, now(), 'escalated', jsonb_build_object('code', 'no_answer', 'to', 'team', 'target', $2::text)
     from chat where number = $1`,
    [number, teamId],
  );
  // A step of the escalation is told by the name of its team.
  const step = (await timeline()).items.find(({ kind }) => kind === 'escalated');
  expect(step?.reason).toMatchObject({ to: 'team', name: expect.stringMatching(/^Опт /) });
  expect(await operators()).not.toContain(api.people.olena.id);
});

test('§1.6: refused with its reason, and nothing changes', async () => {
  await insist(() => olena.put(path('/operators/me')));
  const { pool } = api.database;
  const petro = await addEmployee(pool, {
    name: 'Петро',
    email: `${newPsid()}@demo.example`,
    roles: ['operator'],
    pageIds: [api.pages.dim.id],
  });
  await pool.query('update employee set active = false where id = $1', [petro.id]);
  const refusals = [
    [{ to: 'person', employeeId: api.people.taras.id }, 'UNKNOWN_EMPLOYEE'],
    [{ to: 'person', employeeId: 'nobody' }, 'UNKNOWN_EMPLOYEE'],
    [{ to: 'person', employeeId: petro.id }, 'EMPLOYEE_INACTIVE'],
    [{ to: 'person', employeeId: api.people.olena.id }, 'ALREADY_THEIRS'],
    [{ to: 'team', teamId: randomUUID() }, 'UNKNOWN_TEAM'],
    [{ to: 'team', teamId: await teamOf(api.people.olena.id, api.people.taras.id) }, 'NOBODY_IN_TEAM'],
  ] as const;
  for (const [wish, code] of refusals) expect(codeOf(await insist(() => give(wish)))).toBe(code);
  for (const wish of [
    { to: 'all' },
    { to: 'person' },
    { to: 'next', note: 'я'.repeat(301) },
    { to: 'next', note: ' ' },
  ])
    expect((await give(wish)).status).toBe(400);
  expect(await operators()).toEqual([api.people.olena.id]);
  await insist(() => olena.put(path('/status'), { status: 'finished' }), 'CHAT_FINISHED');
  expect(codeOf(await give({ to: 'next' }))).toBe('CHAT_FINISHED');
});
