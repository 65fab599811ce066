/** How far the server's clock is ahead of this browser's, in milliseconds. */
let ahead = 0;

/** Dates of answers are whole seconds, and answers take their way: what is nearer than that is nothing new. */
const NEAR_MS = 1_500;

/** What the server's clock said as it answered: its `Date`, somewhere within that second. */
export function heardDate(date: string | null, now = Date.now()): void {
  const heard = Date.parse(date ?? '') + 500 - now;
  if (Number.isFinite(heard) && Math.abs(heard - ahead) > NEAR_MS) ahead = heard;
}

/** What time it is at the server, who decides until when something can be undone; `now` is this browser's time. */
export const serverNow = (now = Date.now()): number => now + ahead;
