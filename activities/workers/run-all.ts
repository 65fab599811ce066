import type { Worker } from '@temporalio/worker';
import type { Background } from '#platform/background.ts';

/**
 * Runs workers until we are asked to stop or one of them cannot go on, which takes the others with it. What was made is
 * run to its end in any case, also when we are asked to stop or the next cannot be made in the meantime: one that is
 * merely let go of holds the connection, and with it the process, for ever. Rejects with the first failure once all
 * have ended.
 */
export async function runAll(
  makers: (() => Promise<Worker>)[],
  stop: AbortSignal,
  upkeep?: () => Background,
): Promise<void> {
  const workers: Worker[] = [];
  const runs: Promise<void>[] = [];
  const shutdown = (): void => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  const run = (worker: Worker): void => {
    workers.push(worker);
    const ran = worker.run().finally(shutdown);
    ran.catch(() => undefined); // told below, when all have ended
    runs.push(ran);
    if (stop.aborted) shutdown();
  };
  stop.addEventListener('abort', shutdown);
  let background: Background | undefined;
  try {
    for (const make of makers) if (!stop.aborted) run(await make());
    // Only once the build was checked and works.
    background = upkeep?.();
  } catch (error) {
    runs.push(Promise.reject(error));
    shutdown();
  }
  const ends = await Promise.allSettled(runs);
  await background?.stop();
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
