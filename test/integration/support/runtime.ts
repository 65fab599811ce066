import { Runtime } from '@temporalio/worker';

const silent = (): void => undefined;
let isInstalled = false;

/**
 * The engine's runtime of this process, once for all files that run in it: without a word, and without an ear for
 * signals.
 */
export function installRuntime(): void {
  if (isInstalled) return;
  isInstalled = true;
  Runtime.install({
    shutdownSignals: [],
    logger: { log: silent, trace: silent, debug: silent, info: silent, warn: silent, error: silent },
  });
}
