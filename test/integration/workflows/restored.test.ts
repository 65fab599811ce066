import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requeueUndecided } from '#db/inbox/again.ts';
import { addOperator, chatWorkflowId, removeOperator } from '#workflows/chat/interface.ts';
import { eventually, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.startWorker();
});
afterAll(() => stage?.close());

const query = async (sql: string, ...values: unknown[]) => (await stage.database.pool.query(sql, values)).rows;
const allDecided = (clientId: string) =>
  eventually(async () => {
    await stage.relay();
    return (await query('select 1 from chat_input where client_id = $1 and decided_at is null', clientId)).length === 0;
  });
const chatOf = async (clientId: string) => (await query('select * from chat where client_id = $1', clientId))[0];
const timelineOf = (chatId: string) =>
  query('select seq, n, kind, at, reason, by_id, about_id from timeline where chat_id = $1 order by seq, n', chatId);
const recoveries = async (chatId: string) =>
  (await timelineOf(chatId)).filter(({ kind }) => kind === 'recovered').map(({ reason }) => reason.code);

/** A client whom Meta knows, with a chat that decided `words` times. */
async function begin(words: number): Promise<{ psid: string; clientId: string; chatId: string }> {
  const psid = stage.messenger.createClient({ firstName: 'Ганна' }).psids[stage.page.facebookId] ?? '';
  stage.messenger.sendMessage({ page: stage.page.facebookId, psid, text: 'before' });
  const clientId = await stage.wrote(psid, 'word 1');
  await allDecided(clientId);
  for (let n = 2; n <= words; n += 1) {
    await stage.wrote(psid, `word ${n}`);
    await allDecided(clientId);
  }
  return { psid, clientId, chatId: (await chatOf(clientId)).id };
}

/** Every answer leaves, once, and the engine and PostgreSQL are of one mind. */
async function answersArrive(clientId: string, chatId: string, texts: string[]): Promise<void> {
  for (const text of texts) await stage.answer(chatId, text);
  await allDecided(clientId);
  await eventually(
    async () =>
      (
        await query(
          `select 1 from message where client_id = $1 and direction = 'out'
             and state not in ('sent', 'delivered', 'read')`,
          clientId,
        )
      ).length === 0,
  );
  const sent = stage.messenger.sends().filter(({ accepted, text }) => accepted && texts.includes(text ?? ''));
  expect(sent.map(({ text }) => text)).toEqual(texts);
  const state = await stage.handle(clientId).query('getChat');
  const { seq, status } = await chatOf(clientId);
  expect(state).toMatchObject({ chatId, seq, status });
}

/** Temporal's own tool: the run is begun again from its `nth` task, and what it was told since is told again. */
async function reset(clientId: string, nth: number): Promise<void> {
  const { events } = await stage.handle(clientId).fetchHistory();
  const tasks = (events ?? []).filter(({ workflowTaskCompletedEventAttributes: done }) => done);
  const { runId } = await stage.handle(clientId).describe();
  await stage.temporal.workflowService.resetWorkflowExecution({
    namespace: stage.temporal.options.namespace,
    workflowExecution: { workflowId: chatWorkflowId(clientId), runId },
    reason: 'repair',
    requestId: randomUUID(),
    workflowTaskFinishEventId: tasks.at(nth)?.eventId ?? null,
  });
}

test.each([
  ['I7b', 'from its first task', 0],
  ['I7c', 'from a task in its middle', 2],
  ['I7c', 'from its last task', -1],
])('%s: a chat that was reset in the engine %s answers on, and its timeline stays as it was', async (_, __, nth) => {
  const suffix = randomUUID().slice(0, 4);
  const { clientId, chatId, psid } = await begin(6);
  await stage.answer(chatId, `an answer ${suffix}`);
  await allDecided(clientId);
  await stage.wrote(psid, 'and once more');
  await allDecided(clientId);
  const before = await timelineOf(chatId);
  await reset(clientId, nth);
  await answersArrive(clientId, chatId, [`after the reset ${suffix}`, `and another ${suffix}`]);
  await stage.wrote(psid, 'thanks');
  await allDecided(clientId);
  const after = await timelineOf(chatId);
  expect(after.slice(0, before.length)).toEqual(before);
  expect(await recoveries(chatId)).toEqual(['engine_reset']);
  expect(await query('select number from chat where client_id = $1', clientId)).toHaveLength(1);
});

test('I7d: a reset does not ask again what people had asked before it', async () => {
  const { clientId, chatId } = await begin(2);
  const asked = { chatId, by: stage.olena, at: Date.now(), after: 0 };
  const handle = stage.handle(clientId);
  const [add, remove] = [randomUUID(), randomUUID()];
  await handle.executeUpdate(addOperator, {
    updateId: add,
    args: [{ ...asked, kind: 'add_operator', employeeId: stage.taras, onlyIfNobody: false }],
  });
  await handle.executeUpdate(removeOperator, {
    updateId: remove,
    args: [{ ...asked, kind: 'remove_operator', employeeId: stage.taras }],
  });
  const before = await timelineOf(chatId);
  await reset(clientId, 0);
  await answersArrive(clientId, chatId, ['after the reset of requests']);
  const added = (await timelineOf(chatId)).slice(before.length).map(({ kind, about_id }) => [kind, about_id]);
  expect(added.filter(([, about]) => about === stage.taras)).toEqual([]);
});

test('I7: an engine put back to an older copy of its data goes on, loses no decision it knows not of', async () => {
  const { clientId, chatId, psid } = await begin(3);
  // What the copy does not know: three decisions more, by the same run.
  const [{ trail }] = await query('select trail from chat where id = $1', chatId);
  const last = trail.at(-1);
  const more = [1, 2, 3].map((n) => ({ ...last, seq: last.seq + n, token: `lost ${n}`, inputs: [], final: true }));
  await query('update chat set seq = seq + 3, trail = $2 where id = $1', chatId, JSON.stringify([...trail, ...more]));
  await query(`update chat set state = jsonb_set(state, '{chat,seq}', to_jsonb(seq)) where id = $1`, chatId);
  await query(
    `insert into timeline (chat_id, seq, n, at, kind, about_id) select $1, $2::int + g, 0, now(), 'joined', $3
       from generate_series(1, 3) g`,
    chatId,
    last.seq,
    stage.taras,
  );
  const before = await timelineOf(chatId);
  await answersArrive(clientId, chatId, ['after the older engine', 'a second one']);
  await stage.wrote(psid, 'thanks');
  await allDecided(clientId);
  expect((await timelineOf(chatId)).slice(0, before.length)).toEqual(before);
  expect(await recoveries(chatId)).toEqual(['engine_restored']);
});

test('I8: PostgreSQL put back to an older copy: what comes afterwards is decided, under seen numbers', async () => {
  const { clientId, chatId, psid } = await begin(1);
  const copy = await query('select * from chat where id = $1', chatId);
  await stage.wrote(psid, 'two, lost with the restore');
  await allDecided(clientId);
  const [{ last }] = await query('select max(id)::int as last from chat_input where client_id = $1', clientId);
  await query('delete from chat_input where id = $1', last);
  await query(`delete from message where client_id = $1 and text like 'two%'`, clientId);
  await putBack(chatId, copy[0]);
  await query(`select setval(pg_get_serial_sequence('chat_input', 'id'), $1)`, last - 1);
  // The number is one that the workflow has seen. Told again after half a minute, it takes itself up.
  await stage.wrote(psid, 'written after the restore');
  await stage.relay();
  await query(`update chat_input set relayed_at = now() - interval '1 minute' where client_id = $1`, clientId);
  await requeueUndecided(stage.database.pool);
  await allDecided(clientId);
  await answersArrive(clientId, chatId, ['after the older database']);
  expect(await recoveries(chatId)).toEqual(['taken_up_again']);
  expect(await query('select unread, waiting_since from chat where id = $1', chatId)).toEqual([
    { unread: 0, waiting_since: null },
  ]);
});

/** The row as it was in the copy. */
async function putBack(chatId: string, row: Record<string, unknown>): Promise<void> {
  await query(
    'update chat set seq = $2, state = $3, trail = $4, unread = $5, status = $6, deadlines = $7 where id = $1',
    chatId,
    row['seq'],
    JSON.stringify(row['state']),
    JSON.stringify(row['trail']),
    row['unread'],
    row['status'],
    JSON.stringify(row['deadlines']),
  );
  await query('delete from timeline where chat_id = $1 and seq > $2', chatId, row['seq']);
}

test('I10: a chat whose workflow was terminated by hand can be finished', async () => {
  const { clientId, chatId } = await begin(1);
  await stage.handle(clientId).terminate('by hand in the UI');
  await stage.finish(clientId, chatId);
  expect(await chatOf(clientId)).toMatchObject({ status: 'finished' });
});
