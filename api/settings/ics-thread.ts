import { parentPort, workerData } from 'node:worker_threads';
import { type ImportedDay, readCalendar, UnreadableCalendar } from './ics.ts';

/** What the thread says, once. */
export type Told = { days: ImportedDay[] } | { fault: UnreadableCalendar['code'] };

const { text, timeZone, now } = workerData as { text: string; timeZone: string; now: number };
parentPort?.postMessage(tell());

function tell(): Told {
  try {
    return { days: readCalendar(text, timeZone, now) };
  } catch (error) {
    return { fault: error instanceof UnreadableCalendar ? error.code : 'NOT_A_CALENDAR' };
  }
}
