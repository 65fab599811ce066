import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { readyPrograms } from '#start/programs/ready.ts';
import type { TestApi } from '../api.ts';

const root = join(import.meta.dirname, '../../../..');

/**
 * The product's own worker as a process of its own, which can be killed; where no Meta is given, none answers it. It is
 * the built one: from its sources it would bundle the workflows anew for each start.
 */
export async function startProductWorker(
  { settings }: Pick<TestApi, 'settings'>,
  graphUrl = 'http://127.0.0.1:9',
): Promise<ChildProcess> {
  const { databaseUrl, temporal, secretKeys, dataDir } = settings;
  const env = {
    PATH: '/usr/bin:/bin',
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    SECRET_KEYS: secretKeys,
    DATA_DIR: dataDir,
    GRAPH_API_URL: graphUrl,
  };
  const { worker } = await readyPrograms(root);
  return spawn(process.execPath, worker, { env, stdio: 'ignore' });
}
