import type { Logger } from './log.ts';

export interface Loop {
  /** There may be work now. */
  wake(): void;
  /** Resolves when the pass under way has ended. */
  stop(): Promise<void>;
}

/**
 * Runs `pass` again and again: at once while it answers true (there is more), when woken, and every `everyMs` otherwise. A pass that
 * throws is logged and tried again after a growing pause of at most five seconds.
 */
export function startLoop(name: string, log: Logger, everyMs: number, pass: () => Promise<boolean>): Loop {
  let stopped = false;
  let woken = false;
  let failures = 0;
  let rouse: () => void = () => undefined;

  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async (): Promise<void> => {
    while (!stopped) {
      woken = false;
      try {
        const more = await pass();
        failures = 0;
        if (!more && !woken && !stopped) await rest(everyMs);
      } catch (error) {
        failures += 1;
        if (failures === 1 || failures % 20 === 0) log.warn({ error, loop: name, failures }, 'pass failed');
        if (!stopped) await rest(Math.min(5_000, 100 * 2 ** failures));
      }
    }
  };
  const running = run();
  return {
    wake: () => {
      woken = true;
      rouse();
    },
    stop: async () => {
      stopped = true;
      rouse();
      await running;
    },
  };
}
