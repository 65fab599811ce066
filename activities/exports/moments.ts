import type { Reader } from './table.ts';

/** Date and time of day as one writes them in that language, by the reader's clock. */
export function momentsFor({ language, timeZone }: Reader): (date: Date) => string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (date) => {
    const { year, month, day, hour, minute } = Object.fromEntries(
      format.formatToParts(date).map(({ type, value }) => [type, value]),
    );
    return language === 'uk'
      ? `${day}.${month}.${year} ${hour}:${minute}`
      : `${year}-${month}-${day} ${hour}:${minute}`;
  };
}
