import { setTimeout as delay } from 'node:timers/promises';
import type { Logs } from './logs.ts';
import type { Running } from './guarded.ts';
import type { RunFile } from './run-file.ts';
import type { Say } from '../terminal.ts';

export type Kept = { name: string; stop: (graceMs: number) => Promise<void> };

const firstPauseMs = 200;
const longestPauseMs = 15_000;
/** One that ran this long has not failed to start: it is started again at once. */
const stableMs = 3_000;

/** How often it is asked whether it works, and how long it may say no. */
const askEveryMs = 2_000;
const illMs = 30_000;
/** One that was just started has to find its feet. */
const youngMs = 45_000;

/**
 * Starts a process and starts it again whenever it ends, with longer pauses while it does not stay up. One that runs
 * and does not work is ended, too: `isWell` is asked again and again.
 */
export async function keepRunning(
  name: string,
  start: () => Promise<Running>,
  tools: { runFile: RunFile; say: Say; logs: Logs },
  isWell?: () => Promise<boolean>,
): Promise<Kept> {
  let stopping = false;
  const stopped = new AbortController();
  const begin = async () => {
    const running = await start();
    tools.runFile.record(name, running.pid);
    return running;
  };
  let current = await begin();
  let since = Date.now();

  const watch = async () => {
    let failures = 0;
    while (!stopping) {
      since = Date.now();
      const how = await current.exited;
      if (stopping) return;
      failures = Date.now() - since > stableMs ? 0 : failures + 1;
      const log = failures > 0 ? ` Its log: ${tools.logs.file(name)}` : '';
      tools.say(`${name} ended (${how}); starting it again.${log}`);
      current = await beginAgain(failures);
    }
  };
  const beginAgain = async (failures: number): Promise<Running> => {
    for (let pause = firstPauseMs * 2 ** failures; ; pause *= 2) {
      await delay(Math.min(pause, longestPauseMs), undefined, { signal: stopped.signal });
      try {
        const running = await begin();
        if (stopping) await running.stop();
        return running;
      } catch (error) {
        tools.say(`${name} does not start: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  const nurse = async () => {
    for (let illSince = 0; !stopping; await delay(askEveryMs, undefined, { signal: stopped.signal })) {
      illSince = (await isWell?.()) === false ? illSince || Date.now() : 0;
      const isIll = illSince !== 0 && Date.now() - Math.max(illSince, since + youngMs - illMs) > illMs;
      if (!isIll) continue;
      illSince = 0;
      tools.say(`${name} runs but does not work; starting it again. Its log: ${tools.logs.file(name)}`);
      await current.stop(3_000);
    }
  };
  // Both end by the abort below.
  const watching = Promise.allSettled(isWell ? [watch(), nurse()] : [watch()]);
  return {
    name,
    stop: async (graceMs) => {
      stopping = true;
      stopped.abort();
      await current.stop(graceMs);
      await watching;
      tools.runFile.forget(name);
    },
  };
}
