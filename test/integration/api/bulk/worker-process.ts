import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { APP_SECRET, type TestApi } from '#test/integration/support/api.ts';

/** The real worker as a process of its own, which can be killed, and ends where the test's own process is gone. */
export function startWorkerProcess({ settings }: Pick<TestApi, 'settings'>, graphUrl: string): ChildProcess {
  const { temporal } = settings;
  return spawn(process.execPath, [join(import.meta.dirname, 'killable-worker.ts'), inject('workflowsFile')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {
      PATH: '/usr/bin:/bin',
      HOME: homedir(),
      DATABASE_URL: settings.databaseUrl,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      SECRET_KEYS: settings.secretKeys,
      GRAPH_API_URL: graphUrl,
      FACEBOOK_APP_SECRET: APP_SECRET,
      CRM_ORIGINS: settings.crmHosts?.origins.join(',') ?? '',
      PUBLIC_URL: settings.publicUrl,
      LOG_LEVEL: 'warn',
    },
  });
}

/** As the machine would end it: nothing is tidied up. */
export async function killProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
