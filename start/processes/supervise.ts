import { type Start, type Tools, Supervised } from './supervised-process.ts';

export type Kept = { name: string; stop: (graceMs: number) => Promise<void> };

/**
 * Starts a process and starts it again whenever it ends, with longer pauses while it does not stay up. One that runs
 * and does not work is ended, too: `isWell` is asked again and again.
 */
export async function keepRunning(
  name: string,
  start: Start,
  tools: Tools,
  isWell?: () => Promise<boolean>,
): Promise<Kept> {
  const kept = new Supervised(name, start, tools);
  await kept.begin();
  // Both end when it is stopped.
  const watching = Promise.allSettled([kept.watch(), ...(isWell ? [kept.checkHealth(isWell)] : [])]);
  const stop = async (graceMs: number): Promise<void> => {
    await kept.stop(graceMs);
    await watching;
    tools.runFile.forget(name);
  };
  return { name, stop };
}
