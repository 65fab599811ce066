import type { Page } from 'playwright-core';
import { untilGone, untilShown } from './window.ts';

export const setting = (page: Page, path: string) => page.locator(`[data-setting="${path}"]`);
export const untilSaved = (page: Page) => untilShown(page.locator('[data-saving=saved]'));

/** Publishes the draft that stands there. */
export async function publish(page: Page): Promise<void> {
  await untilSaved(page);
  await page.locator('[data-publish]').click();
  await page.getByRole('button', { name: 'Опублікувати', exact: true }).click();
  await untilGone(page.getByRole('dialog'));
}

/** One day of it, and a line that is none. */
export function calendar(): Buffer {
  const year = new Date().getFullYear();
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//UA',
    'BEGIN:VEVENT',
    'UID:1',
    `DTSTAMP:${year}0101T000000Z`,
  ];
  const event = [
    `DTSTART;VALUE=DATE:${year}1225`,
    'RRULE:FREQ=YEARLY',
    'SUMMARY:Різдво',
    'not a line',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return Buffer.from([...lines, ...event, ''].join('\r\n'));
}
