import { bundleWorkflows } from '#activities/builds/bundle.ts';
import { createGraph } from '#activities/messenger/graph.ts';
import { runWorker } from '#activities/workers/run-worker.ts';
import { loadConfig } from '#config';
import { openDatabase } from '#db/connection/database.ts';
import { createKeyring } from '#platform/keyring.ts';
import { createLogger } from '#platform/log.ts';

/** The product's worker with the workflows' code of another folder: what a later release would be. */
const config = loadConfig();
const log = createLogger('changed worker', config.LOG_LEVEL);
const database = await openDatabase(config.DATABASE_URL);
const worker = runWorker({
  database,
  databaseUrl: config.DATABASE_URL,
  temporal: { address: config.TEMPORAL_ADDRESS, namespace: config.TEMPORAL_NAMESPACE },
  keyring: createKeyring(config.SECRET_KEYS),
  graph: createGraph(config.GRAPH_API_URL, config.FACEBOOK_APP_SECRET),
  bundle: await bundleWorkflows(process.argv[2]),
  dataDir: config.DATA_DIR,
  log,
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void worker.stop());
await worker.ended.catch((error: unknown) => {
  log.fatal({ error }, 'the worker cannot run');
  process.exitCode = 1;
});
await worker.stop();
await database.close();
process.exit();
