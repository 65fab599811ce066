import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { bucketOf, loadConfig, requireSettings } from '#config';
import { analyticsAt } from '#activities/analytics/measurement.ts';
import { anyHostOr } from '#activities/files/hosts.ts';
import { openDatabase } from '#db/connection/database.ts';
import { listOf, sharedAppOf } from '#activities/facebook/settings.ts';
import { isLocalHost } from '#platform/local.ts';
import { shutDownOnSignal } from '#platform/shutdown.ts';
import { createLogger } from '#platform/log.ts';
import { settleAccounts } from './process/accounts.ts';
import { runApi } from './process/run-api.ts';

/** `npm run api`. */
const config = loadConfig();
requireSettings(config, ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'SECRET_KEYS']);
const log = createLogger('api', config.LOG_LEVEL);
/** Whoever simulates Meta on this machine has the client's page there, too. */
function simulatedMessenger(graphUrl: string): string | null {
  const url = new URL(graphUrl);
  return isLocalHost(url.hostname) ? `http://localhost:${url.port}` : null;
}
const database = await openDatabase(config.DATABASE_URL, 16);
// There before the first request; but webhooks do not wait for a database that is away.
await Promise.race([
  settleAccounts(database.pool, { demo: config.DEMO, email: config.ADMIN_EMAIL, password: config.ADMIN_PASSWORD }, log),
  new Promise((resolve) => setTimeout(resolve, 3_000)),
]);
const api = await runApi({
  port: config.PORT,
  host: config.HOST,
  database,
  databaseUrl: config.DATABASE_URL,
  temporal: { address: config.TEMPORAL_ADDRESS, namespace: config.TEMPORAL_NAMESPACE },
  secretKeys: config.SECRET_KEYS,
  publicUrl: config.PUBLIC_URL,
  temporalUiUrl: config.TEMPORAL_UI_URL,
  trustedProxies: listOf(config.TRUSTED_PROXIES),
  facebook: { ...sharedAppOf(config), graphUrl: config.GRAPH_API_URL, dialogUrl: config.FACEBOOK_URL },
  rawEventDays: config.RAW_EVENT_DAYS,
  keepDays: {
    routingRecords: config.ROUTING_RECORD_DAYS,
    presence: config.PRESENCE_DAYS,
    audit: config.AUDIT_DAYS,
    bin: config.BIN_DAYS,
  },
  ...(config.DEMO && { demo: { clientPage: simulatedMessenger(config.GRAPH_API_URL) } }),
  crmHosts: anyHostOr(config.CRM_ORIGINS),
  analytics: analyticsAt(config.ANALYTICS_URL),
  dataDir: config.DATA_DIR,
  bucket: bucketOf(config),
  deskFolder: join(dirname(findPackageJSON(import.meta.url) ?? ''), 'web/build'),
  log,
});
log.info({ port: api.port }, 'api started');

shutDownOnSignal(async () => {
  await api.stop();
  await database.close();
  log.info('api stopped');
}, log);
