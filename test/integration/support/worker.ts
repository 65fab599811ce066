import { secretsOfPages } from '#activities/facebook/application.ts';
import { anyHostOr, readHosts } from '#activities/files/hosts.ts';
import { createGraph } from '#activities/messenger/graph.ts';
import { type RunningWorker, runWorker } from '#activities/workers/run-worker.ts';
import { callbacksAt } from '#activities/facebook/settings.ts';
import { openDatabase } from '#db/connection/database.ts';
import { groundBundle } from '#test/ground/bundle.ts';
import { type TestApi } from './api.ts';
import { createLogbook, type Logbook } from './logbook.ts';
import { installRuntime } from './runtime.ts';

installRuntime();

export type TestWorker = RunningWorker & { logbook: Logbook };

/** The real worker for an API of `createApi`, speaking to a Graph API at `graphUrl`. Stop it before the API. */
export async function createWorker(api: Pick<TestApi, 'settings' | 'keyring'>, graphUrl: string): Promise<TestWorker> {
  const database = await openDatabase(api.settings.databaseUrl, 8);
  const logbook = createLogbook('worker');
  const { facebook, publicUrl } = api.settings;
  const worker = runWorker({
    database,
    databaseUrl: api.settings.databaseUrl,
    temporal: api.settings.temporal,
    keyring: api.keyring,
    graph: createGraph(graphUrl, secretsOfPages({ pool: database.pool, keyring: api.keyring, shared: facebook })),
    facebook: {
      graphUrl,
      shared: facebook,
      ...callbacksAt(publicUrl),
    },
    bundle: await groundBundle(),
    dataDir: api.settings.dataDir,
    attachments: { hosts: readHosts(graphUrl) },
    // No test waits as long as a CRM that hangs is waited for in earnest.
    crm: {
      hosts: api.settings.crmHosts ?? anyHostOr(''),
      publicUrl,
      limits: { wholeMs: 1_000 },
    },
    ...(api.settings.analytics && { analytics: { ...api.settings.analytics, wholeMs: 1_000 } }),
    log: logbook.log,
  });
  return {
    logbook,
    ended: worker.ended,
    stop: async () => {
      await worker.stop();
      await database.close();
    },
  };
}
