import { decide } from '#workflows/page/decide.ts';
import { newHealth } from '#workflows/page/health.ts';
import { chanceOfSilence, HOUR_MS, learn, oddAt, type Usual, usualPerHour, WEEK_MS } from '#workflows/page/usual.ts';
import type { CheckCode, CheckKind, Health, Looked, SilenceFact } from '#workflows/page/vocabulary.ts';
import { seeded } from '#test/messenger/switches.ts';
import { DAY, HOUR, MINUTE, NOON, well } from './looks.ts';

export const BEGIN = NOON;
export const END = BEGIN + 30 * DAY;
const LEARNT = 8 * WEEK_MS;
/** As the look has it: what is younger may yet come. */
const LATE = 10 * MINUTE;

/** What happens to a page: everything else is as on a good day. */
export interface Story {
  /** Messages that clients write in an hour, on average; a chat is several. */
  rate: (hour: number) => number;
  burst?: number;
  /** From then on what clients write does not reach us, until then. */
  deaf?: [from: number, to: number];
  /** Meta does not say what conversations hold. */
  isMute?: boolean;
  sees?: (at: number, putBackAt: number | null) => Partial<Looked>;
}

export interface Month {
  alarms: { at: number; check: CheckKind; code: CheckCode }[];
  looks: number;
  health: Health;
}

/** A page's month: what it decides at each of its looks. */
export function monthOf(story: Story, seed: number): Month {
  const words = wordsOf(story, seed);
  const usual = daily(words);
  const phase = seeded(seed)();
  const alarms: Month['alarms'] = [];
  let health = newHealth(BEGIN);
  let [looks, putBackAt]: [number, number | null] = [0, null];
  for (let at = BEGIN; at < END; at = health.next) {
    const looked = { ...well(), silence: silenceOf(story, words, usual(at), at), ...story.sees?.(at, putBackAt) };
    const outcome = decide(health, { kind: 'looked', looked, phase }, at);
    health = outcome.health;
    looks += 1;
    for (const command of outcome.commands) {
      if (command.kind === 'subscribe') putBackAt = at;
      if (command.kind === 'notice') alarms.push({ at, check: command.check, code: command.code });
    }
  }
  return { alarms, looks, health };
}

/** When clients wrote, in order: eight weeks that are behind, and the month. */
function wordsOf({ rate, burst = 1 }: Story, seed: number): number[] {
  const random = seeded(seed);
  const words: number[] = [];
  for (let hour = BEGIN - LEARNT; hour < END; hour += HOUR)
    for (let chats = poisson(rate(hour) / burst, random); chats > 0; chats -= 1) {
      const begins = hour + random() * HOUR;
      const said = 1 + Math.floor(random() * (2 * burst - 1));
      for (let n = 0; n < said; n += 1) words.push(begins + n * MINUTE);
    }
  return words.toSorted((one, other) => one - other);
}

function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let [count, product] = [0, random()];
  while (product > limit) [count, product] = [count + 1, product * random()];
  return count;
}

/** What is usual is learnt anew each day here, and at each look there: it makes no difference. */
function daily(words: number[]): (at: number) => Usual {
  const counts = new Map<number, number>();
  for (const at of words) {
    const hour = Math.floor(at / HOUR_MS) * HOUR_MS;
    counts.set(hour, (counts.get(hour) ?? 0) + 1);
  }
  const hours = [...counts].map(([hour, received]) => ({ hour, received }));
  let known: { day: number; usual: Usual } | null = null;
  return (at) => {
    const day = Math.floor(at / DAY);
    if (known?.day !== day) known = { day, usual: learn(hours, BEGIN - 9 * WEEK_MS, at) };
    return known.usual;
  };
}

function silenceOf({ deaf, isMute }: Story, words: number[], usual: Usual, now: number): SilenceFact {
  const isLost = (at: number): boolean => deaf !== undefined && at >= deaf[0] && at < deaf[1];
  let last = indexAfter(words, now) - 1;
  let missing = 0;
  // The newest of Meta's conversations are looked into.
  for (let n = last; n >= 0 && n > last - 5; n -= 1) {
    const at = words[n] ?? 0;
    if (isLost(at) && at < now - LATE && at > now - DAY) missing += 1;
  }
  while (last >= 0 && isLost(words[last] ?? 0)) last -= 1;
  const lastAt = words[last] ?? null;
  const since = lastAt ?? now;
  return {
    lastAt,
    weeks: usual.weeks,
    usual: usualPerHour(usual, now),
    chance: chanceOfSilence(usual, since, now),
    oddAt: oddAt(usual, since, now),
    missing: isMute ? null : missing,
  };
}

/** How many words were said by then. */
function indexAfter(words: number[], at: number): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Open from nine to six in Kyiv but on Sundays; `extra` closes days. */
export const shopHours =
  (perHour: number, closed: (day: Date) => boolean = () => false) =>
  (hour: number): number => {
    const date = new Date(hour);
    const isOpen = date.getUTCHours() >= 7 && date.getUTCHours() < 16 && date.getUTCDay() !== 0 && !closed(date);
    return isOpen ? perHour : 0;
  };

export const subscribed = (fields: string[]): Partial<Looked> => ({ subscription: { kind: 'read', fields } });
