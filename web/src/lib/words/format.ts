import { intl, localeTag } from '#lib/words/intl.ts';
import { m } from '#lib/paraglide/messages.js';

/** Dates and times in the reader's language. Inside a day a time, in tables day and time, the year when it differs. */
export function clockTime(date: Date): string {
  return format(date, { hour: '2-digit', minute: '2-digit' });
}

export function clockTimeExact(date: Date): string {
  return format(date, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** What a short time leaves out, for whoever points at it: the day with its year, the seconds, the zone. */
export function momentExact(date: Date): string {
  return format(date, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  });
}

export function dayName(date: Date, now: Date): string {
  const isSameYear = date.getFullYear() === now.getFullYear();
  const day = format(date, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(isSameYear ? {} : { year: 'numeric' }),
  });
  const ago = daysBetween(date, now);
  if (ago === 0) return `${m.today()}, ${day}`;
  return ago === 1 ? `${m.yesterday()}, ${day}` : day;
}

export function shortDate(date: Date, now: Date): string {
  const ago = daysBetween(date, now);
  if (ago === 0) return clockTime(date);
  return ago === 1 ? m.yesterday() : numericDay(date, now);
}

export function dateAndTime(date: Date, now: Date): string {
  const ago = daysBetween(date, now);
  const day = ago === 0 ? m.today() : ago === 1 ? m.yesterday() : numericDay(date, now);
  return `${day}, ${clockTime(date)}`;
}

/** A moment inside a sentence: "сьогодні о 20:26", "вчора об 11:05", "19.11 о 09:00". */
export function atMoment(date: Date, now: Date): string {
  const ago = daysBetween(date, now);
  const day = ago === 0 ? m.today() : ago === 1 ? m.yesterday() : numericDay(date, now);
  return `${day} ${atTime(clockTime(date))}`;
}

/** "о 09:00", "об 11:05". */
export function atTime(time: string): string {
  return m.at_time({ time, hour: time.slice(0, 2) });
}

/** How long: minutes under an hour, then hours and minutes, from two days on whole days. */
export function duration(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / 60_000);
  const hours = Math.floor(minutes / 60);
  if (minutes < 1) return m.under_a_minute();
  if (hours < 1) return m.minutes({ minutes });
  if (hours >= 48) return m.days({ count: Math.floor(hours / 24) });
  const rest = minutes % 60;
  return rest === 0 ? m.hours({ hours }) : m.hours_minutes({ hours, minutes: String(rest).padStart(2, '0') });
}

/** Time left: `4:12` under an hour, otherwise whole hours; a few minutes short of one, that one. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds >= 3600) return m.hours({ hours: Math.floor((seconds + 300) / 3600) });
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export function wholeNumber(value: number): string {
  return intl(Intl.NumberFormat, localeTag()).format(value);
}

/** A sum that is kept in kopecks: "1 250,50 ₴"; whole hryvnias without the zeros. */
export function money(kopecks: number, currency = 'UAH'): string {
  const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const format = intl(Intl.NumberFormat, localeTag(), { ...options, trailingZeroDisplay: 'stripIfInteger' });
  return format.format(kopecks / 100);
}

/** "1 000+" where nobody counted on. */
export function countedNumber({ count, isExact }: { count: number; isExact: boolean }): string {
  return `${wholeNumber(count)}${isExact ? '' : '+'}`;
}

/** "Софія, Дмитро або Олена". */
export function oneOf(names: string[]): string {
  return intl(Intl.ListFormat, localeTag(), { type: 'disjunction' }).format(names);
}

export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/\s+/u)
    .filter((word) => /^\p{L}/u.test(word));
  const letters = words.slice(0, 2).map((word) => [...word][0] ?? '');
  return letters.join('').toLocaleUpperCase(localeTag()) || '?';
}

const TONES = ['a', 'b', 'c', 'd'] as const;

/** One of four quiet tints, always the same for one client. */
export function toneOf(id: string): (typeof TONES)[number] {
  let sum = 0;
  for (const sign of id) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 997;
  return TONES[sum % TONES.length] ?? 'a';
}

export function numericDay(date: Date, now: Date): string {
  const isSameYear = date.getFullYear() === now.getFullYear();
  return format(date, { day: '2-digit', month: '2-digit', ...(isSameYear ? {} : { year: 'numeric' }) });
}

/** "листопад 2026", over a calendar. */
export function monthName(date: Date): string {
  return format(date, { month: 'long', year: 'numeric' });
}

/** "пн", "Mon". */
export function weekdayName(date: Date): string {
  return format(date, { weekday: 'short' });
}

function format(date: Date, options: Intl.DateTimeFormatOptions): string {
  return intl(Intl.DateTimeFormat, localeTag(), options).format(date);
}

function daysBetween(date: Date, now: Date): number {
  const start = (moment: Date) => Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate());
  return Math.round((start(now) - start(date)) / 86_400_000);
}
