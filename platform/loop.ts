import type { Logger } from './log.ts';

export interface Loop {
  /** There may be work now. */
  wake(): void;
  /** Resolves when the pass under way has ended. */
  stop(): Promise<void>;
}

/** Who hears how each pass went. */
export interface Listener {
  passed(): Promise<void>;
  /** `times`: in a row. */
  failed(error: unknown, times: number): Promise<void>;
}

type Pass = (wake: () => void) => Promise<boolean | number>;

/**
 * Runs `pass` again and again: at once while it answers true (there is more), after so many milliseconds where it
 * answers a number, when woken, and every `everyMs` otherwise. A pass that throws is logged and tried again after a
 * growing pause of at most five seconds.
 */
export function startLoop(name: string, log: Logger, everyMs: number, pass: Pass, listener?: Listener): Loop {
  let stopped = false;
  let woken = false;
  let failures = 0;
  const { rest, rouse } = createRest();
  const wake = (): void => {
    woken = true;
    rouse();
  };
  const run = async (): Promise<void> => {
    while (!stopped) {
      woken = false;
      try {
        const more = await pass(wake);
        failures = 0;
        await listener?.passed();
        if (more !== true && !woken && !stopped) await rest(more === false ? everyMs : Math.min(more, everyMs));
      } catch (error) {
        failures += 1;
        if (failures === 1 || failures % 20 === 0) log.warn({ error, loop: name, failures }, 'pass failed');
        await listener?.failed(error, failures);
        if (!stopped) await rest(Math.min(5_000, 100 * 2 ** Math.min(failures, 10)));
      }
    }
  };
  const running = run();
  return {
    wake,
    stop: async () => {
      stopped = true;
      rouse();
      await running;
    },
  };
}

/** A pause that can be cut short. */
function createRest() {
  let end: () => void = () => undefined;
  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  return { rest, rouse: () => end() };
}
