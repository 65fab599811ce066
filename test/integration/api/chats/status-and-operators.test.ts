import { expect, test } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import { type List, readChat } from '#test/integration/support/chat.ts';
import { addEmployee } from '#test/integration/support/company.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { whoWaits } from '#test/integration/support/lock.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import { deliver, newPsid, textOf } from '#test/integration/support/webhook.ts';
import { api, olena, iryna, psid, number, findChat, path, say, setUpAnswers } from './answers-stage.ts';
import { insist } from '#test/integration/support/insist.ts';

setUpAnswers();

test('F32 F37: in progress, then finished, and who finished it is told to the late', async () => {
  expect((await insist(() => olena.put(path('/status'), { status: 'in_progress' }))).json<ChatBody>().status).toBe(
    'in_progress',
  );
  const done = await insist(() => olena.put(path('/status'), { status: 'finished' }), 'CHAT_FINISHED');
  expect(done.status).toBe(200);
  expect(await readChat(olena, number)).toMatchObject({
    status: 'finished',
    finishedAt: expect.any(String) as string,
    deadlines: [],
  });
  for (const late of [
    await insist(() => iryna.put(path('/status'), { status: 'in_progress' })),
    await insist(() => iryna.put(path('/operators/me'))),
    await insist(() => iryna.delete(path('/operators/me'))),
  ]) {
    expect([late.status, codeOf(late)]).toEqual([409, 'CHAT_FINISHED']);
    expect(late.json<{ error: { details: unknown } }>().error.details).toEqual({
      by: { id: api.people.olena.id, name: api.people.olena.name },
    });
  }
  expect(codeOf(await insist(() => say('після кінця')))).toBe('CHAT_FINISHED');
});

test('what a chat has not been told yet is told before all else as soon as a person asks', async () => {
  const { pool } = api.database;
  const pending = async () =>
    (
      await pool.query(
        'select relay_urgent as "isUrgent", inbox_rev > relayed_rev as "isDue" from client where psid = $1',
        [psid],
      )
    ).rows;
  await until('the first to be told', async () => (await pending())[0]?.isDue === false);
  // Put off, as while deliveries throng: nobody tells it until its turn comes.
  await pool.query(
    `with told as (
       insert into chat_input (client_id, chat_id, kind, at, facts)
       select client_id, chat_id, kind, at, facts from chat_input i join client c on c.id = i.client_id
       where psid = $1 and kind = 'client_wrote' limit 1
     ) update client set inbox_rev = inbox_rev + 1, relay_until = now() + interval '1 hour' where psid = $1`,
    [psid],
  );
  expect(await pending()).toEqual([{ isUrgent: false, isDue: true }]);
  // Somebody has the client's row in hand just then, with something else about the client.
  const other = await pool.connect();
  await other.query('begin');
  await other.query('select 1 from client where psid = $1 for update', [psid]);
  const asked = olena.put(path('/status'), { status: 'in_progress' });
  await until('its haste to wait', async () => (await whoWaits(pool, '%relay_urgent = true%')).length > 0);
  await other.query('commit');
  other.release();
  await until('its haste', async () => (await pending())[0]?.isUrgent);
  await pool.query('update client set relay_until = now() where psid = $1', [psid]);
  expect((await asked).status).toBe(200);
  await until('its rest', async () => (await pending())[0]?.isUrgent === false);
});

test('F37: what a client writes after the end begins a new chat', async () => {
  await insist(() => olena.put(path('/status'), { status: 'finished' }), 'CHAT_FINISHED');
  await deliver(api, api.pages.dim, [textOf(api.pages.dim, psid, 'і ще одне')]);
  const next = await until('the next chat', findChat);
  expect(next.number).toBeGreaterThan(number);
  expect(await readChat(olena, next.number)).toMatchObject({ status: 'new', unread: 1, operators: [] });
});

test('F36 F38: a colleague is added, leaves, and is not taken out twice', async () => {
  const added = await insist(() => olena.put(path(`/operators/${api.people.iryna.id}`)));
  expect(added.json<ChatBody>().operators).toEqual([{ id: api.people.iryna.id, name: api.people.iryna.name }]);
  await insist(() => iryna.delete(path('/operators/me')), 'NOT_AN_OPERATOR');
  expect((await readChat(olena, number)).operators).toEqual([]);
  expect(codeOf(await insist(() => iryna.delete(path('/operators/me'))))).toBe('NOT_AN_OPERATOR');
});

test('F36: who has no access to the page, or only reads, cannot be added', async () => {
  const { items } = (await olena.get(path('/colleagues'))).json<List<{ id: string }>>();
  expect(items.map(({ id }) => id)).not.toContain(api.people.taras.id);
  for (const id of [api.people.taras.id, api.people.dmytro.id, 'nobody'])
    expect(codeOf(await olena.put(path(`/operators/${id}`)))).toBe('UNKNOWN_EMPLOYEE');
});

test('X36: of two who take a chat at once one gets it, and the other is told who', async () => {
  const petro = await addEmployee(api.database.pool, {
    name: 'Петро',
    email: `${newPsid()}@demo.example`,
    roles: ['operator'],
    pageIds: [api.pages.dim.id],
  });
  const who = await logIn(api, petro);
  const take = (one: typeof who) => insist(() => one.put(path('/operators/me?onlyIfNobody=true')));
  const answers = await Promise.all([olena, who].map(take));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const winner = (await readChat(olena, number)).operators[0];
  const loser = answers.find(({ status }) => status === 409);
  expect(loser?.json()).toMatchObject({ error: { code: 'ALREADY_TAKEN', details: { by: winner } } });
});

test('unread falls to nought when an operator of the chat has seen it, and not for others', async () => {
  await insist(() => olena.put(path('/operators/me')));
  await deliver(api, api.pages.dim, [textOf(api.pages.dim, psid, 'ви тут?')]);
  const before = (await readChat(olena, number)).unread;
  expect(before).toBeGreaterThan(0);
  expect((await iryna.put(path('/seen'))).status).toBe(204);
  expect((await readChat(olena, number)).unread).toBe(before);
  expect((await olena.put(path('/seen'))).status).toBe(204);
  expect((await readChat(olena, number)).unread).toBe(0);
});

test('every change of a chat has a higher version', async () => {
  const versions = [(await readChat(olena, number)).version];
  await say('раз');
  versions.push((await readChat(olena, number)).version);
  versions.push((await insist(() => olena.put(path('/status'), { status: 'in_progress' }))).json<ChatBody>().version);
  expect(versions).toEqual([...versions].sort((a, b) => a - b));
  expect(new Set(versions).size).toBe(3);
});
