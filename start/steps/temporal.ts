import { basename } from 'node:path';
import type { Environment } from '../plan.ts';
import { onPortsOfItsOwn } from '../own-ports.ts';
import { keep, runToEnd, type Stack } from '../stack.ts';
import { findTemporal } from '../temporal/binary.ts';
import type { PutAside } from '../temporal/engine-file.ts';
import { startTemporal } from '../temporal/temporal.ts';

export async function bringUpTemporal(stack: Stack, database: Promise<() => Environment>): Promise<void> {
  const { plan, config, logs, say, stopping } = stack;
  const options = {
    program: await findTemporal({ dataDir: plan.dataDir, say }),
    dataDir: plan.dataDir,
    logFile: logs.file('temporal'),
    codecEndpoint: `${plan.publicUrl}/api/codec`,
    namespace: config.TEMPORAL_NAMESPACE,
    retentionDays: config.RETENTION_DAYS,
    signal: stopping.signal,
  };
  const begin = async () => {
    const temporal = await startTemporal({
      ...options,
      port: plan.ports.temporal,
      uiPort: plan.ports.temporalUi,
    });
    if (temporal.putAside) tellDamage(stack, database, temporal.putAside);
    return temporal;
  };
  const works = () => engineWorks(plan.port);
  await onPortsOfItsOwn(plan.ports, ['temporal', 'temporalUi'], () => keep(stack, 'temporal', begin, works));
}

/** The API asks real things of the engine all the time; while it does not answer itself, nothing is known. */
async function engineWorks(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(5_000) });
    const { missing } = (await response.json()) as { missing?: string[] };
    return !missing?.includes('temporal');
  } catch {
    return true;
  }
}

function tellDamage(stack: Stack, database: Promise<() => Environment>, { fault, file }: PutAside): void {
  stack.say(`  The engine's file was damaged (${fault}). It is kept as ${file}; open chats are taken up again.`);
  const args = ['db/troubles/notice.ts', 'engine_file_damaged', basename(file), 'put_aside'];
  database
    .then((env) => runToEnd(stack, 'notice', args, env()))
    .catch((error: unknown) => stack.say(`That could not be noted: ${String(error)}`));
}
