import { Worker } from 'node:worker_threads';
import { ApiError } from '../errors.ts';
import type { ImportedDay } from './ics.ts';
import type { Told } from './ics-thread.ts';

const PATIENCE_MS = 3_000;
const MEMORY_MB = 128;

/**
 * Reads somebody's iCalendar file in a thread of its own: a rule that never comes true keeps the library busy for ever, and a busy thread
 * can be ended.
 */
export async function importCalendar(text: string, timeZone: string): Promise<ImportedDay[]> {
  const thread = new Worker(new URL('./ics-thread.ts', import.meta.url), {
    workerData: { text, timeZone, now: Date.now() },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  const timer = setTimeout(() => void thread.terminate(), PATIENCE_MS);
  const told = await new Promise<Told>((resolve) => {
    thread.once('message', resolve);
    // Out of memory, or ended for taking too long.
    thread.once('error', () => resolve({ fault: 'NOT_A_CALENDAR' }));
    thread.once('exit', () => resolve({ fault: 'NOT_A_CALENDAR' }));
  });
  clearTimeout(timer);
  await thread.terminate();
  if ('fault' in told) throw new ApiError('INVALID_CALENDAR', [{ path: 'ics', code: told.fault }]);
  return told.days;
}
