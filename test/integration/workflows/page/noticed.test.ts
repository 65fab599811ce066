import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, newPsid, openStage, type Stage } from '../stage.ts';
import { pageOf } from './page-stage.ts';

const HOUR_MS = 60 * 60_000;
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await query(`update page set created_at = now() - interval '1 day'`);
  await stage.startWorker();
});
afterAll(() => stage?.close());

const query = async (sql: string, ...values: unknown[]) => (await stage.database.pool.query(sql, values)).rows;

test('N12: what Meta has of a client and we do not is an alarm, and is over when it has come', async () => {
  const page = pageOf(stage);
  const { facebookId } = stage.page;
  const psid = stage.messenger.createClient({ firstName: 'Марія' }).psids[facebookId] ?? '';
  stage.messenger.setClock(-HOUR_MS);
  const { mid } = stage.messenger.sendMessage({ page: facebookId, psid, text: 'ви є?' });
  stage.messenger.setClock(0);
  expect(await page.untilCode('silence', 'missed')).toMatchObject({ state: 'broken', detail: { count: 1 } });
  const troubles = `select reason from trouble where kind = 'page_silence' and ended_at is null`;
  await expect.poll(() => query(troubles)).toEqual([{ reason: 'missed' }]);
  // Brought by whoever looks for what was missed.
  await stage.wrote(psid, 'ви є?');
  await query('update message set mid = $1', mid);
  expect(await page.untilCode('silence', 'learning')).toMatchObject({ state: 'ok' });
});

test('N25: answers refused for a window that is open by what we know are told of, once there are some', async () => {
  const page = pageOf(stage);
  const clientId = await stage.wrote(newPsid(), 'є хто?');
  await stage.relay();
  const [chat] = await eventually(async () => {
    const rows = await query('select id from chat where client_id = $1', clientId);
    return rows.length > 0 && rows;
  });
  for (const text of ['один', 'два', 'три']) await stage.answer(chat.id, text);
  await stage.relay();
  const refused = `update message set state = 'failed', reason_code = 'window_closed', reason_detail = '10/2018278'
    where direction = 'out' and chat_id = $1 and state in ('sent', 'delivered', 'failed') returning id`;
  await eventually(async () => (await query(refused, chat.id)).length === 3);
  expect(await page.untilCode('drift', 'windows_close_early')).toMatchObject({
    state: 'warning',
    detail: { count: 3 },
  });
});
