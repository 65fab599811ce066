import { parentPort, workerData } from 'node:worker_threads';
import { type ReadCalendar, readCalendar, UnreadableCalendar } from './read.ts';

/** What the thread says, once. */
export type Told = ReadCalendar | { fault: UnreadableCalendar['code'] };

const { text, timeZone, now } = workerData as { text: string; timeZone: string; now: number };
parentPort?.postMessage(tell());

function tell(): Told {
  try {
    return readCalendar(text, timeZone, now);
  } catch (error) {
    return { fault: error instanceof UnreadableCalendar ? error.code : 'NOT_A_CALENDAR' };
  }
}
