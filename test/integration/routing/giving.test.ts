import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { carryOutSeeking } from '#db/decisions/operator-search.ts';
import { tellGone } from '#db/routing/gone.ts';
import { Counter } from './counter.ts';

let at: Counter;
beforeAll(async () => {
  at = await Counter.open();
});
afterAll(() => at?.api.stop());
beforeEach(() => at.clear());

test('F10: a chat told of its operator in the task that seeks again after a lost try waits for nobody', async () => {
  const chat = await at.write();
  const from = await chat.load();
  await chat.turn({ from });
  await at.give();
  // The engine never heard of that task: it is taken again, with what came meanwhile.
  const { undecided } = await chat.load();
  await chat.turn({ from, inputs: [...from.undecided, ...undecided] });
  for (let n = 0; n < 3; n += 1) {
    await at.give();
    await chat.turn();
  }
  expect(await at.operators(chat.id)).toHaveLength(1);
  expect(await at.waiting()).toEqual([]);
  const other = await at.write();
  await other.turn();
  expect(await at.give()).toBe(1);
});

test('F10: a saving that is done twice does not seek again for whom an operator is on the way', async () => {
  const chat = await at.write();
  const from = await chat.load();
  await chat.turn({ from });
  await at.give();
  await chat.turn({ from, inputs: from.undecided });
  const other = await at.write();
  await other.turn();
  await at.give();
  await chat.turn();
  await other.turn();
  expect(await at.operators(chat.id)).toHaveLength(1);
  expect(await at.operators(other.id)).toHaveLength(1);
  expect(await at.waiting()).toEqual([]);
});

test('F07: a number written while the operator is on the way is looked at, and stops nobody', async () => {
  await at.publish({ distribution: 'even', personalManager: true });
  await at.contact(at.maksym.id);
  for (let n = 0; n < 4; n += 1) {
    const chat = await at.write();
    await chat.turn();
    await at.give();
    await at.says(chat, '+380675550142');
    // Heard in the order in which it was told, the number first or the operator first.
    const { undecided } = await chat.load();
    const inputs = n % 2 ? undecided.toReversed() : undecided;
    for (const input of inputs) await chat.turn({ inputs: [input] });
    for (let m = 0; m < 3; m += 1) {
      await at.give();
      await chat.turn();
    }
    expect((await at.operators(chat.id))[0]).toBe(at.maksym.id);
  }
  expect(await at.waiting()).toEqual([]);
});

test('F10: what a lost try of a task sought is not sought any more', async () => {
  await at.publish({ distribution: 'even', escalation: [step] });
  const chat = await at.write();
  await chat.turn();
  await at.give();
  await chat.turn();
  const from = await chat.load();
  const climbs = { kind: 'deadline', deadline: { kind: 'escalation', at: 0 } } as const;
  if (!from.carried?.chat) throw new Error('no chat');
  const since = from.carried.chat.operators.map((one) => ({ ...one, since: 1 }));
  const old = { ...from.carried.chat, waitingSince: 1, operators: since };
  const sought = await chat.turn({
    from: { ...from, carried: { ...from.carried, chat: old } },
    own: climbs,
    inputs: [],
  });
  expect(sought.commands).toMatchObject([{ kind: 'seek_operator', as: 'next', ask: 2 }]);
  // Taken again, the task hears the client first.
  await at.says(chat, 'Ви тут?');
  const { undecided } = await chat.load();
  await chat.turn({ from, inputs: undecided });
  expect(await at.waiting()).toEqual([]);
});
const step = { id: null, to: 'next', minutes: 1, clock: 'wall' };

test('F10: an operator on the way to a chat that was finished is not the operator of the next one', async () => {
  const chat = await at.write();
  await chat.turn();
  await at.says(chat, 'І ще одне');
  await at.give();
  const { undecided } = await chat.load();
  await chat.turn({ inputs: [], requests: [{ kind: 'change_status', to: 'finished', ...at.asked(chat) }] });
  await chat.turn({ from: await chat.load(), inputs: undecided });
  const { rows } = await at.pool.query<{ id: string }>(`select id from chat where status <> 'finished'`);
  const next = rows[0]?.id ?? '';
  expect(await at.operators(next)).toEqual([]);
  expect(await at.records(chat.id)).toMatchObject([{ state: 'void' }]);
  await at.give();
  await chat.turn();
  expect(await at.operators(next)).toHaveLength(1);
  expect(await at.records(next)).toMatchObject([{ ask: 1, state: 'joined' }]);
  expect(await at.waiting()).toEqual([]);
});

test('F10: an operator who is given back twice gets their turn back once', async () => {
  const chat = await at.write();
  await chat.turn();
  await at.give();
  const recordId = await at.one<string>('select id from routing_record where chat_id = $1', chat.id);
  const owner = { clientId: chat.clientId, pageId: at.page.id, chatId: null, ask: null };
  const giveBack = () =>
    carryOutSeeking(at.pool, [{ kind: 'settle_assignment' as const, recordId, taken: false }], owner);
  await giveBack();
  expect(await at.one('select max(turn)::int from routing_turn')).toBe(0);
  // Meanwhile it was their turn once more.
  await at.pool.query('update routing_turn set turn = 77');
  await giveBack();
  expect(await at.one('select max(turn)::int from routing_turn')).toBe(77);
  expect(await at.records(chat.id)).toMatchObject([{ state: 'void' }]);
});

test('F10: one chat that cannot be given stops no other one', async () => {
  const stuck = await at.write();
  await stuck.turn();
  await at.give();
  await at.pool.query(
    `insert into waiting_room (chat_id, page_id, client_id, ask, kind, since) values ($1, $2, $3, 1, 'first', now())`,
    [stuck.id, at.page.id, stuck.clientId],
  );
  const other = await at.write();
  await other.turn();
  await at.give();
  await other.turn();
  expect(await at.operators(other.id)).toHaveLength(1);
});

test('F10: of who is back from leave the chat hears, whatever happened to its operators meanwhile', async () => {
  const chat = await at.write();
  await chat.turn();
  await at.give();
  await chat.turn();
  const [first = ''] = await at.operators(chat.id);
  const other = first === at.maksym.id ? at.api.people.olena.id : at.maksym.id;
  const asked = { chatId: chat.id, employeeId: other, by: other, at: 0 };
  await chat.turn({ requests: [{ kind: 'add_operator', onlyIfNobody: false, ...asked }] });
  await at.pool.query(
    `update chat set state = jsonb_set(state, '{chat,waitingSince}', 'null'), status = 'answered' where id = $1`,
    [chat.id],
  );
  await at.pool.query(
    `insert into leave (employee_id, from_at, to_at, note, created_by_id)
       values ($1, now() - interval '1 hour', now() + interval '1 hour', '', $1)`,
    [first],
  );
  expect(await tellGone(at.pool)).toBe(1);
  await chat.turn();
  expect(await gone()).toEqual([{ id: first, code: 'on_leave' }]);
  await chat.turn({ requests: [{ kind: 'remove_operator', ...asked }] });
  await at.pool.query('delete from leave');
  expect(await tellGone(at.pool)).toBe(1);
  await chat.turn();
  expect(await gone()).toBeNull();
});
const gone = async () => (await at.pool.query(`select state -> 'chat' -> 'gone' as gone from chat`)).rows[0]?.gone;
