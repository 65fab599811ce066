/** Messages that a page received in an hour that begins then. */
export interface HourCount {
  hour: number;
  received: number;
}

/** What is usual on a page, hour by hour of the week. */
export interface Usual {
  /** Whole weeks that were looked at. */
  weeks: number;
  /** Of each of the 168 hours, from Monday's first in UTC: what came in it in all these weeks together. */
  received: number[];
  /** Messages come in bursts of so many: a chat is several. At least one. */
  burst: number;
}

export const HOUR_MS = 60 * 60_000;
export const WEEK_MS = 168 * HOUR_MS;
/** What is longer ago says little of today. */
export const WEEKS_MAX = 8;
/** From one week nobody knows what a week is like. */
export const WEEKS_MIN = 2;

/** A silence that comes by chance less than once in a thousand such: worth a question to Meta. */
export const ODD = 1e-3;
/**
 * One that never comes by chance: five hundred pages with an hour's silence each hour of a year are four million. For
 * where Meta cannot be asked.
 */
export const SURE = 1e-9;

/** Further ahead nobody looks: there is a look each hour anyway. */
const HORIZON_MS = 3 * HOUR_MS;
const STEP_MS = 60_000;
const BURST_MAX = 25;
/** The epoch began on a Thursday. */
const MONDAY_MS = 4 * 24 * HOUR_MS;

const hourOfWeek = (at: number): number => Math.floor(((at - MONDAY_MS) % WEEK_MS) / HOUR_MS);

/** Learns from whole weeks before `now`, of which hours without a message are not listed. `from`: it was there then. */
export function learn(counts: readonly HourCount[], from: number, now: number): Usual {
  const end = Math.floor(now / HOUR_MS) * HOUR_MS;
  const weeks = Math.max(0, Math.min(WEEKS_MAX, Math.floor((end - from) / WEEK_MS)));
  const received = Array.from({ length: 168 }, () => 0);
  const squares = Array.from({ length: 168 }, () => 0);
  for (const { hour, received: count } of counts) {
    if (hour < end - weeks * WEEK_MS || hour >= end) continue;
    const place = hourOfWeek(hour);
    received[place] = (received[place] ?? 0) + count;
    squares[place] = (squares[place] ?? 0) + count * count;
  }
  return { weeks, received, burst: burstOf(weeks, received, squares) };
}

/** By how much more the same hour differs from week to week than messages that know nothing of each other would. */
function burstOf(weeks: number, received: number[], squares: number[]): number {
  if (weeks < WEEKS_MIN) return 1;
  let [spread, mean] = [0, 0];
  received.forEach((sum, place) => {
    spread += (squares[place] ?? 0) - (sum * sum) / weeks;
    mean += sum / weeks;
  });
  return mean === 0 ? 1 : Math.min(BURST_MAX, Math.max(1, spread / (weeks - 1) / mean));
}

/**
 * How likely it is that nothing came from `since` to `now` although everything works. Bursts that come by chance, at a
 * rate that is known no better than from so many weeks: (weeks / (weeks + hours)) ^ bursts, hour after hour. An hour
 * counts as its quietest neighbour does: shops open a little later one day, and clocks are put forward.
 */
export function chanceOfSilence(usual: Usual, since: number, now: number): number {
  const { weeks, burst } = usual;
  if (weeks < WEEKS_MIN) return 1;
  let log = 0;
  for (let at = since; at < now; at = nextHour(at)) {
    const hours = (Math.min(now, nextHour(at)) - at) / HOUR_MS;
    log += (quietest(usual, at) / burst) * Math.log(weeks / (weeks + hours));
  }
  return Math.exp(log);
}

const nextHour = (at: number): number => (Math.floor(at / HOUR_MS) + 1) * HOUR_MS;

function quietest({ received }: Usual, at: number): number {
  const place = hourOfWeek(at);
  return Math.min(...[place + 167, place, place + 1].map((one) => received[one % 168] ?? 0));
}

/** When a silence that lasts will be odd; null where that is not soon. */
export function oddAt(usual: Usual, since: number, now: number): number | null {
  if (chanceOfSilence(usual, since, now + HORIZON_MS) >= ODD) return null;
  let [early, late] = [now, now + HORIZON_MS];
  while (late - early > STEP_MS) {
    const middle = Math.floor((early + late) / 2);
    if (chanceOfSilence(usual, since, middle) < ODD) late = middle;
    else early = middle;
  }
  return late;
}

/** Messages an hour that are usual in the hour of `at`. */
export function usualPerHour({ weeks, received }: Usual, at: number): number {
  return weeks === 0 ? 0 : (received[hourOfWeek(at)] ?? 0) / weeks;
}
