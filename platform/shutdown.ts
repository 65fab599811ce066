import type { Logger } from './log.ts';

/**
 * Longer than work under way is given (25 s in the worker), shorter than a supervisor's patience (`stop_grace_period`).
 */
const LIMIT_MS = 35_000;

/**
 * Ends this process when it is asked to (SIGTERM, SIGINT) or when the function it returns is called: `stop` runs once.
 * What has not ended after `limitMs` milliseconds, or holds the process although `stop` is through, is said and ended
 * by force with exit code 1: a process that neither works nor ends keeps its supervisor from starting another.
 */
export function shutDownOnSignal(stop: () => Promise<void>, log: Logger, limitMs = LIMIT_MS): () => Promise<void> {
  let ending: Promise<void> | undefined;
  const end = (): Promise<void> => {
    if (ending) return ending;
    setTimeout(() => {
      log.fatal('the process did not end in time and is ended by force');
      process.exit(1);
    }, limitMs).unref();
    ending = stop();
    return ending;
  };
  const asked = (): void => {
    end().catch((error: unknown) => {
      log.fatal({ error }, 'the process could not be ended in order');
      process.exit(1);
    });
  };
  process.once('SIGTERM', asked);
  process.once('SIGINT', asked);
  return end;
}
