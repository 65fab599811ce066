import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { type RunningApi, runApi } from '#api/process/run-api.ts';
import type { ApiSettings } from '#api/process/settings.ts';
import { type Database, openDatabase } from '#db/connection/database.ts';
import { createKeyring, type Keyring } from '#platform/keyring.ts';
import { createDatabase } from '#test/ground/database.ts';
import { removeFolder, temporaryFolder } from '#test/ground/folder.ts';
import { addCompany, type Company } from './company.ts';
import { createLogbook, type Logbook } from './logbook.ts';
import { createNamespace } from './namespace.ts';
import { until } from './until.ts';

export const APP_SECRET = 'canary-secret-of-the-application';
export const APP_ID = '100000000000001';
export const VERIFY_TOKEN = 'verify token of the tests';

export interface TestApi extends Company {
  /** http://127.0.0.1:port */
  url: string;
  settings: ApiSettings;
  running: RunningApi;
  database: Database;
  keyring: Keyring;
  logbook: Logbook;
  stop(): Promise<void>;
}

/**
 * The real API on a free port with a database and a namespace of its own, and a small company in it. `stop` it in
 * `afterAll`.
 */
export async function createApi(change: Partial<ApiSettings> = {}): Promise<TestApi> {
  const [owned, namespace] = await Promise.all([createDatabase(), createNamespace()]);
  const database = await openDatabase(owned.url, 10);
  // On a busy machine the first connection may come late: a whole file would fail before its first test.
  await until('a connection to the database', async () => (await database.pool.query('select 1')).rowCount);
  const secretKeys = `canary:${randomBytes(32).toString('base64')}`;
  const keyring = createKeyring(secretKeys);
  const company = await addCompany(database.pool, keyring);
  const logbook = createLogbook('api');
  const settings: ApiSettings = {
    port: 0,
    database,
    databaseUrl: owned.url,
    temporal: { address: inject('temporalAddress'), namespace },
    secretKeys,
    publicUrl: 'http://localhost:3000',
    temporalUiUrl: '',
    trustedProxies: [],
    facebook: { appId: APP_ID, appSecrets: [APP_SECRET], verifyToken: VERIFY_TOKEN },
    rawEventDays: 30,
    keepDays: { routingRecords: 180, presence: 400, audit: 1095, bin: 30 },
    deskFolder: '',
    dataDir: temporaryFolder('data'),
    log: logbook.log,
    ...change,
  };
  const running = await runApi(settings);
  const stop = async (): Promise<void> => {
    await running.stop();
    await database.close();
    await owned.drop();
    removeFolder(settings.dataDir);
  };
  return { ...company, url: `http://127.0.0.1:${running.port}`, settings, running, database, keyring, logbook, stop };
}
