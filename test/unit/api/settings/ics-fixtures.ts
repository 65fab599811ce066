import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCalendar } from '#api/settings/ics/read.ts';

export const NOW = Date.UTC(2026, 10, 26, 12);
export const KYIV = 'Europe/Kyiv';
export const fixture = (name: string) =>
  readCalendar(readFileSync(join(import.meta.dirname, 'ics', name), 'utf8'), KYIV, NOW);
export const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT'];
export const file = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
export const read = (...lines: string[]) => readCalendar(file(...lines), KYIV, NOW);
export const dates = (found: ReturnType<typeof read>) => found.days.map(({ date }) => date);
export const days = (...lines: string[]) => read(...lines).days.map(({ date, intervals }) => [date, ...intervals]);
