import { own } from './own.ts';
import { type Interval, WEEKDAYS, type WorkingHours } from './vocabulary.ts';

/** "пн–пт 09:00–18:00, сб 10:00–15:00" in the language of a template; empty when it is always open. */
export function workingHoursWords(hours: WorkingHours | null, language: string): string {
  if (hours === null) return '';
  const groups: { first: number; last: number; times: string }[] = [];
  for (const [n, day] of WEEKDAYS.entries()) {
    const times = (hours.week[day] ?? []).map(intervalWords).join(', ');
    if (times === '') continue;
    const group = groups.at(-1);
    if (group && group.last === n - 1 && group.times === times) group.last = n;
    else groups.push({ first: n, last: n, times });
  }
  const dayName = new Intl.DateTimeFormat(tag(language), { weekday: 'short', timeZone: 'UTC' });
  const name = (n: number): string => dayName.format(new Date(Date.UTC(2024, 0, 1 + n)));
  return groups
    .map(({ first, last, times }) => `${first === last ? name(first) : `${name(first)}–${name(last)}`} ${times}`)
    .join('; ');
}

/** "сьогодні о 14:00", "завтра о 09:00", "понеділок, 30 листопада о 09:00", as seen at `now`. */
export function openingWords(hours: WorkingHours | null, opensAt: number, now: number, language: string): string {
  const timeZone = hours?.timeZone ?? 'UTC';
  const locale = tag(language);
  const day = new Intl.DateTimeFormat('en-CA', { timeZone });
  const days = Math.round((Date.parse(day.format(opensAt)) - Date.parse(day.format(now))) / 86_400_000);
  const time = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(opensAt);
  if (days > 1) {
    const date = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long', day: 'numeric', month: 'long' }).format(
      opensAt,
    );
    return `${date}${at(locale)}${time}`;
  }
  const near = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
  return `${near}${at(locale)}${time}`;
}

/** Between a day and a time; where we do not know the word, a comma. */
function at(locale: string): string {
  const words: Record<string, string> = { uk: ' о ', en: ' at ' };
  return own(words, locale.split('-')[0] ?? '') ?? ', ';
}

function intervalWords([from, to]: Interval): string {
  return `${from}–${to}`;
}

/** A locale as Intl names it; a language that it does not know is written in English. */
function tag(language: string): string {
  try {
    return Intl.getCanonicalLocales(language.replace('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}
