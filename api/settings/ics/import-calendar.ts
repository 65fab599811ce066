import { Worker } from 'node:worker_threads';
import { ApiError } from '../../errors/error.ts';
import type { ReadCalendar } from './read.ts';
import type { Told } from './thread.ts';

const LIMITS = {
  /** Of the processor's time, which the machine's load does not shorten: a file that takes more never ends. */
  workMs: 3_000,
  /** Of waiting, whatever else the machine does: below the 15 s after which a desk gives up. */
  patienceMs: 12_000,
};
const LOOK_MS = 100;
const MEMORY_MB = 128;

/** How reading ended, if not with days: `ENDLESS` is the file's fault, `LATE` our own. */
type Ended = Told | { fault: 'ENDLESS' | 'LATE' | 'TOO_BIG' };

/**
 * Reads somebody's iCalendar file in a thread of its own: a rule that never comes true keeps the library busy for ever,
 * and a busy thread can be ended.
 */
export async function importCalendar(text: string, timeZone: string, limits = LIMITS): Promise<ReadCalendar> {
  const thread = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: { text, timeZone, now: Date.now() },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  const told = await ending(thread, limits);
  await thread.terminate();
  if (!('fault' in told)) return told;
  // A person is told of their file only what is known of it.
  if (told.fault === 'LATE') throw new ApiError('TOO_SLOW', undefined, { 'retry-after': '10' });
  throw new ApiError('INVALID_CALENDAR', [{ path: 'ics', code: told.fault }]);
}

async function ending(thread: Worker, { workMs, patienceMs }: typeof LIMITS): Promise<Ended> {
  const ended = Promise.withResolvers<Ended>();
  const late = setTimeout(() => ended.resolve({ fault: 'LATE' }), patienceMs);
  const watch = setInterval(() => {
    void worked(thread).then((ms) => ms > workMs && ended.resolve({ fault: 'ENDLESS' }));
  }, LOOK_MS);
  thread.once('message', (told: Told) => ended.resolve(told));
  thread.once('error', (error: { code?: string }) =>
    ended.resolve({ fault: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'TOO_BIG' : 'LATE' }),
  );
  thread.once('exit', () => ended.resolve({ fault: 'LATE' }));
  const told = await ended.promise;
  clearTimeout(late);
  clearInterval(watch);
  return told;
}

async function worked(thread: Worker): Promise<number> {
  // One that ends meanwhile has nothing to say any more.
  const used = await thread.cpuUsage().catch(() => null);
  return used ? (used.user + used.system) / 1_000 : 0;
}
