import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll } from 'vitest';
import { createActivities } from '#activities/activities.ts';
import { createGraph } from '#activities/messenger/graph.ts';
import { Notifier } from '#db/notify/notifier.ts';
import { createLogger } from '#platform/log.ts';
import { openStage, type Stage } from '#test/integration/workflows/stage.ts';
import type { ChatNeeds, Saved, Saving } from '#workflows/chat/needs.ts';
import { whatWaits } from '../support/saving.ts';

export let stage: Stage;
export let activities: ChatNeeds;
export const environment = new MockActivityEnvironment();
export const query = async (sql: string, ...values: unknown[]) => (await stage.database.pool.query(sql, values)).rows;
export const save = async (saving: Saving): Promise<Saved> =>
  (await environment.run(activities.saveDecisions, saving)) as Saved;
export const savingFor = (clientId: string, run: string, seq: number) =>
  whatWaits(stage.database.pool, { clientId, pageId: stage.page.id }, run, seq);
export const timelineOf = (chatId: string | null) =>
  query('select kind, reason from timeline where chat_id = $1 order by seq, n', chatId);

export function setUpSaving(): void {
  beforeAll(async () => {
    stage = await openStage();
    const { pool } = stage.database;
    const log = createLogger('test', 'silent');
    activities = createActivities({
      pool,
      notifier: new Notifier(pool),
      temporal: stage.temporal,
      graph: createGraph(stage.messenger.url, ''),
      keyring: stage.keyring,
      log,
    });
  });
  afterAll(() => stage?.close());
}
