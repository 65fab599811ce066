import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertPage } from '#db/people/add-page.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import { PAGE_FIELDS } from '#workflows/page/fields.ts';
import { eventually, openStage, type Stage } from '../stage.ts';
import { pageOf } from './page-stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.startWorker();
});
afterAll(() => stage?.close());

const query = async (sql: string, ...values: unknown[]) => (await stage.database.pool.query(sql, values)).rows;
const troubles = async () =>
  (await query(`select kind, reason, detail from trouble where ended_at is null and kind like 'page_%'`)) as {
    kind: string;
    reason: string;
    detail: string | null;
  }[];

test('N12: a connected page has a workflow, which looks after it and can be asked', async () => {
  const page = pageOf(stage);
  await page.untilCode('token', 'good');
  const health = await eventually(async () => {
    const told = await page.ask();
    return told?.state === 'unknown' ? null : told;
  });
  expect(health).toMatchObject({ state: 'ok', checks: { subscription: { code: 'on' }, usage: { code: 'low' } } });
  expect(await page.events()).toEqual([]);
});

test('B24: a dead token is noticed before anything is sent with it, and said with its subcode', async () => {
  const page = pageOf(stage);
  stage.messenger.setPage(stage.page.facebookId, { tokenError: { subcode: 460 } });
  expect(await page.untilCode('token', 'dead')).toMatchObject({ state: 'broken', detail: { subcode: 460 } });
  await eventually(async () => (await query('select health from page'))[0].health === 'reconnect');
  await eventually(async () => (await troubles()).length === 1);
  expect(await troubles()).toEqual([{ kind: 'page_token', reason: 'dead', detail: '460' }]);
  stage.messenger.setPage(stage.page.facebookId, { tokenError: null });
  await page.untilCode('token', 'good');
  await eventually(async () => (await troubles()).length === 0);
  expect(await page.events()).toEqual(['token broken dead', 'token ok good']);
  await eventually(async () => (await query('select health from page'))[0].health === 'ok');
});

test('holds 4: Meta unsubscribes the page: it is noticed, put back, and said, and nobody looked', async () => {
  const page = pageOf(stage);
  stage.messenger.setPage(stage.page.facebookId, { subscribedFields: ['feed'] });
  await page.untilCode('subscription', 'put_back');
  const [atMeta] = stage.messenger.pages().filter(({ id }) => id === stage.page.facebookId);
  expect(atMeta?.subscribedFields).toEqual(['feed', ...PAGE_FIELDS]);
  expect((await page.events()).slice(-2)).toEqual(['subscription broken off', 'subscription ok put_back']);
  await eventually(async () => (await troubles()).length === 0);
});

test('a page that is not connected any more ends its workflow', async () => {
  const facebookId = 'gone-soon';
  const sealedToken = stage.keyring.seal('EAAB-gone', tokenPlace(facebookId));
  const added = await insertPage(stage.database.pool, { facebookId, name: 'Мить', sealedToken, employeeIds: [] });
  const page = pageOf(stage, added?.id);
  await page.untilCode('token', 'dead');
  await query('delete from page where id = $1', added?.id);
  await page.look();
  await expect.poll(async () => (await page.handle.describe()).status.name, { timeout: 60_000 }).toBe('COMPLETED');
});
