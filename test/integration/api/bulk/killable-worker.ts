import { tmpdir } from 'node:os';
import { readFileSync } from 'node:fs';
import { anyHostOr } from '#activities/files/hosts.ts';
import { createGraph } from '#activities/messenger/graph.ts';
import { runWorker } from '#activities/workers/run-worker.ts';
import { loadConfig } from '#config';
import { openDatabase } from '#db/connection/database.ts';
import { createKeyring } from '#platform/keyring.ts';
import { createLogger } from '#platform/log.ts';

/** The product's worker as a process of its own; its workflows stand in the file that is named, bundled beforehand. */
// Whoever started it is gone without a word.
process.stdin.on('close', () => process.exit(1)).resume();
const config = loadConfig();
const worker = runWorker({
  database: await openDatabase(config.DATABASE_URL),
  databaseUrl: config.DATABASE_URL,
  temporal: { address: config.TEMPORAL_ADDRESS, namespace: config.TEMPORAL_NAMESPACE },
  keyring: createKeyring(config.SECRET_KEYS),
  graph: createGraph(config.GRAPH_API_URL, config.FACEBOOK_APP_SECRET),
  bundle: { code: readFileSync(process.argv[2] ?? '', 'utf8') },
  dataDir: tmpdir(),
  crm: { hosts: anyHostOr(config.CRM_ORIGINS), publicUrl: config.PUBLIC_URL },
  log: createLogger('killable worker', config.LOG_LEVEL),
});
await worker.ended;
