import { type ChildProcess, spawn } from 'node:child_process';
import type { TestApi } from '../api.ts';

/** The product's own worker as a process of its own, which can be killed; where no Meta is given, none answers it. */
export function startProductWorker(
  { settings }: Pick<TestApi, 'settings'>,
  graphUrl = 'http://127.0.0.1:9',
): ChildProcess {
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
  return spawn(process.execPath, ['activities/worker.ts'], { env, stdio: 'ignore' });
}
