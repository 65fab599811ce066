import { writeFileSync } from 'node:fs';
import { Runtime } from '@temporalio/worker';
import { bucketOf, loadConfig, requireSettings } from '#config';
import { openDatabase } from '#db/connection/database.ts';
import { shutDownOnSignal } from '#platform/shutdown.ts';
import { callbacksAt, sharedAppOf } from './facebook/settings.ts';
import { createKeyring } from '#platform/keyring.ts';
import { createLogger } from '#platform/log.ts';
import { stepBack } from '#platform/step-back.ts';
import { tidyUp } from '#platform/tidy-up.ts';
import { analyticsAt } from './analytics/measurement.ts';
import { readyBundle } from './builds/bundle.ts';
import { secretsOfPages } from './facebook/application.ts';
import { anyHostOr, readHosts } from './files/hosts.ts';
import { createGraph } from './messenger/graph.ts';
import { runWorker } from './workers/run-worker.ts';

/** `npm run worker`. */
const config = loadConfig();
requireSettings(config, ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'SECRET_KEYS']);
const log = createLogger('worker', config.LOG_LEVEL);
stepBack();
// Its own signal handling would stop the workflows before the sends under way; the default logger writes another form.
Runtime.install({
  shutdownSignals: [],
  logger: {
    log: () => undefined,
    trace: () => undefined,
    debug: () => undefined,
    info: () => undefined,
    warn: (message, meta) => log.warn({ error: meta?.['error'], workflow: meta?.['workflowId'] }, message),
    error: (message, meta) => log.error({ error: meta?.['error'], workflow: meta?.['workflowId'] }, message),
  },
});
const database = await openDatabase(config.DATABASE_URL, 12);
const keyring = createKeyring(config.SECRET_KEYS);
const facebook = {
  graphUrl: config.GRAPH_API_URL,
  shared: sharedAppOf(config),
  ...callbacksAt(config.PUBLIC_URL),
};
const bundle = await readyBundle();
tidyUp();
const worker = runWorker({
  database,
  databaseUrl: config.DATABASE_URL,
  temporal: { address: config.TEMPORAL_ADDRESS, namespace: config.TEMPORAL_NAMESPACE },
  keyring,
  graph: createGraph(config.GRAPH_API_URL, secretsOfPages({ pool: database.pool, keyring, shared: facebook.shared })),
  facebook,
  bundle,
  dataDir: config.DATA_DIR,
  bucket: bucketOf(config),
  attachments: { hosts: readHosts(config.ATTACHMENT_HOSTS) },
  crm: { hosts: anyHostOr(config.CRM_ORIGINS), publicUrl: config.PUBLIC_URL },
  analytics: analyticsAt(config.ANALYTICS_URL),
  deployment: config.WORKER_DEPLOYMENT,
  log,
});
log.info('worker started');
const sayAlive = (): void => writeFileSync(config.ALIVE_FILE, '', { mode: 0o600 });
if (config.ALIVE_FILE !== '') {
  sayAlive();
  setInterval(sayAlive, 10_000).unref();
}

const stop = shutDownOnSignal(async () => {
  await worker.stop();
  await database.close();
  log.info('worker stopped');
}, log);
try {
  await worker.ended;
  await stop();
} catch (error) {
  log.fatal({ error }, 'the worker cannot run');
  await stop();
  process.exitCode = 1;
}
