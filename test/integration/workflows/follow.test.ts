import { afterAll, beforeAll, expect, test } from 'vitest';
import { publications } from '#api/settings/publications.ts';
import { publishVersion } from '#db/settings/publish.ts';
import { createLogger } from '#platform/log.ts';
import { startBackground, type Background } from '#platform/background.ts';
import { eventually, openStage, type Stage } from './stage.ts';

const CHATS = 200;
const MINUTE = 60_000;

let stage: Stage;
let room: Background;
beforeAll(async () => {
  stage = await openStage();
  await stage.startWorker();
  const { pool } = stage.database;
  const log = createLogger('test', 'silent');
  room = startBackground([publications({ pool, temporal: stage.temporal, log })], log);
});
afterAll(async () => {
  await room?.stop();
  await stage?.close();
});

const query = async (sql: string, ...values: unknown[]) => (await stage.database.pool.query(sql, values)).rows;
const count = async (sql: string, ...values: unknown[]) => Number((await query(sql, ...values))[0].count);

async function publish(minutes: number): Promise<number> {
  const { id } = await publishVersion(
    stage.database.pool,
    { pageId: stage.page.id, authorId: null, comment: '', restores: null },
    () => ({ waitingMessage: { enabled: true, minutes } }),
  );
  room.wake('settings');
  return id;
}

test('F18: two hundred waiting chats follow from thirty minutes to five, and none writes twice', async () => {
  await publish(30);
  const psids = await writeMany(Date.now() - 6 * MINUTE);
  const planned = `select count(*) from chat where deadlines @? '$[*] ? (@.kind == "waiting")'`;
  await eventually(async () => (await count(planned)) === CHATS);
  const early = await query(`select 1 from message where via = 'automatic'`);
  expect(early).toEqual([]);

  const version = await publish(5);
  await eventually(async () => (await count(`select count(*) from message where kind = 'waiting'`)) === CHATS);
  await eventually(
    async () =>
      (await query('select 1 from settings_version where id = $1 and woken_at is not null', version)).length === 1,
  );
  expect(await query('select woken, to_wake from settings_version where id = $1', version)).toEqual([
    { woken: CHATS, to_wake: CHATS },
  ]);
  const moved = `select count(*) from timeline where kind = 'deadline' and reason ->> 'code' = 'settings'
     and (reason ->> 'to')::bigint < (reason ->> 'from')::bigint`;
  expect(await count(moved)).toBe(CHATS);

  // Told again, and once more otherwise: the wait for which it was sent is the same one.
  await publish(7);
  await eventually(async () => (await query('select 1 from settings_version where woken_at is null')).length === 0);
  // A word more from each: what the settings changed is decided before it.
  for (const psid of psids) await stage.wrote(psid, 'still here');
  await stage.relay();
  await eventually(async () => (await count('select count(*) from chat_input where decided_at is null')) === 0);
  await eventually(
    async () =>
      (await count(`select count(*) from message where via = 'automatic' and state not in ('sent', 'delivered')`)) ===
      0,
  );
  expect(await count(`select count(*) from message where via = 'automatic'`)).toBe(CHATS);
  const sent = stage.messenger.sends().filter(({ accepted }) => accepted);
  expect(new Set(sent.map(({ psid }) => psid)).size).toBe(CHATS);
  expect(sent).toHaveLength(CHATS);
});

/** Each of so many clients writes at that time; their ids. */
async function writeMany(since: number): Promise<string[]> {
  const psids: string[] = [];
  for (let n = 0; n < CHATS; n += 1) {
    const psid = stage.messenger.createClient({ firstName: `Client ${n}` }).psids[stage.page.facebookId] ?? '';
    psids.push(psid);
    stage.messenger.sendMessage({ page: stage.page.facebookId, psid, text: 'hello' });
    await stage.wrote(psid, 'hello', since + n);
  }
  await stage.relay();
  return psids;
}
