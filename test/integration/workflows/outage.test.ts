import { EngineHealth } from '#platform/engine-health.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wakeOverdue } from '#api/upkeep/overdue.ts';
import { pendingInputs } from '#test/integration/workflows/pending.ts';
import { publishVersion } from '#db/settings/publish.ts';
import { createLogger } from '#platform/log.ts';
import { fastForward } from '#test/ground/clock.ts';
import { inputsReceived } from '#workflows/chat/interface.ts';
import { eventually, openStage, type Stage } from './stage.ts';

/** Of these there is one for each time the clock is moved; a real day has none. */
const OF_THE_CLOCK = [
  'workflowExecutionTimeSkippingTransitionedEventAttributes',
  'workflowExecutionOptionsUpdatedEventAttributes',
] as const;
const hour = 60 * 60_000;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.startWorker();
  const autoFinish = { autoFinish: { enabled: true, hours: 20 } };
  const version = { pageId: stage.page.id, authorId: null, comment: '', restores: null };
  await publishVersion(stage.database.pool, version, () => autoFinish);
});
afterAll(() => stage?.close());

const query = async <T extends object>(sql: string, ...values: unknown[]): Promise<T[]> =>
  (await stage.database.pool.query<T>(sql, values)).rows;
const untilDecided = (clientId: string) =>
  eventually(async () => {
    const left = await query('select 1 from chat_input where client_id = $1 and decided_at is null', clientId);
    return left.length === 0;
  });

/** For whoever saves, loads or catches up, the database is away: the table they all begin with has another name. */
async function away(): Promise<() => Promise<void>> {
  await query('alter table client rename to client_away');
  return async () => {
    await query('alter table client_away rename to client');
  };
}

async function opened(text: string): Promise<{ clientId: string; chatId: string; psid: string }> {
  const psid = stage.messenger.createClient({ firstName: 'Ганна' }).psids[stage.page.facebookId] ?? '';
  stage.messenger.sendMessage({ page: stage.page.facebookId, psid, text });
  const clientId = await stage.wrote(psid, text);
  await stage.relay();
  await untilDecided(clientId);
  const [chat] = await query<{ id: string }>('select id from chat where client_id = $1', clientId);
  return { clientId, chatId: chat?.id ?? '', psid };
}

async function events(clientId: string): Promise<number> {
  const { events: all } = await stage.handle(clientId).fetchHistory();
  return (all ?? []).filter((event) => OF_THE_CLOCK.every((name) => !event[name])).length;
}

const triesOf = async (clientId: string): Promise<number> =>
  (await stage.handle(clientId).describe()).raw.pendingActivities?.[0]?.attempt ?? 0;
const untilTried = (clientId: string, times: number) => eventually(async () => (await triesOf(clientId)) >= times);

/** PostgreSQL's clock did not move: the watch is told that it has. */
async function wakeTheLate(): Promise<void> {
  await query(
    `update chat set deadlines = jsonb_set(deadlines, '{0,at}', '1') where status <> 'finished' and deadlines <> '[]'`,
  );
  const { pool } = stage.database;
  const deps = { pool, temporal: stage.temporal, log: createLogger('test', 'silent'), health: new EngineHealth() };
  await wakeOverdue(deps).pass(() => undefined);
}

test('holds 4: a day without the database costs a chat that is due a handful of events; it then ends', async () => {
  const { clientId, chatId } = await opened('дякую');
  await stage.answer(chatId, 'на все добре');
  await stage.relay();
  await untilDecided(clientId);
  const arrived = `select 1 from message where chat_id = $1 and state in ('sent', 'delivered', 'read')`;
  await eventually(async () => (await query(arrived, chatId))[0]);
  const back = await away();
  const before = await events(clientId);
  await fastForward(stage.temporal, stage.handle(clientId), 20 * hour);
  await untilTried(clientId, 3);
  const begun = await events(clientId);
  // A task that a busy worker had to take twice writes three events more.
  expect(begun - before).toBeLessThan(25);
  // Further tries write nothing, and so a day of them does not either.
  await untilTried(clientId, 11);
  expect(await events(clientId)).toBe(begun);
  await back();
  // The next try is seconds away by now, and minutes after an hour: whoever notices that the chat is late cuts that
  // short.
  await wakeTheLate();
  await eventually(async () => (await query(`select 1 from chat where id = $1 and status = 'finished'`, chatId))[0]);
  const { events: all } = await stage.handle(clientId).fetchHistory();
  expect(all?.filter((event) => event.activityTaskCanceledEventAttributes)).toHaveLength(1);
  expect((await events(clientId)) - before).toBeLessThan(60);
});

test('holds 4: likewise one that was told something, and it decides about it when the database is back', async () => {
  const { clientId, psid } = await opened('добрий день');
  await stage.wrote(psid, 'і ще одне');
  const { inputs } = await pendingInputs(stage.database.pool, clientId);
  const before = await events(clientId);
  const back = await away();
  await stage.handle(clientId).signal(inputsReceived, inputs);
  await untilTried(clientId, 3);
  const begun = await events(clientId);
  await untilTried(clientId, 6);
  expect(await events(clientId)).toBe(begun);
  await back();
  await untilDecided(clientId);
  // The tries above cost none: it is the same after a day.
  expect((await events(clientId)) - before).toBeLessThan(25);
});
