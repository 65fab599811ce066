import type { Reader } from './table.ts';

/** Date and time of day as one writes them in that language, by the reader's clock. */
export function momentsFor({ language, timeZone }: Reader): (date: Date) => string {
  const clock = clockOf(timeZone);
  return (date) => {
    const [day, time] = clock(date).toISOString().split('T') as [string, string];
    const [year, month, dayOfMonth] = day.split('-');
    const shown = language === 'uk' ? `${dayOfMonth}.${month}.${year}` : day;
    return `${shown} ${time.slice(0, 5)}`;
  };
}

/** What a clock there shows, as if it stood at UTC; to the second. */
export function clockOf(timeZone: string): (date: Date) => Date {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  });
  return (date) => {
    const shown = Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
    return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  };
}
