import { z } from 'zod';
import { moment } from '../http/fields.ts';

export const widgetSchema = z.object({
  name: z.string().describe('Of the page.'),
  color: z.string().describe('#rrggbb'),
  side: z.enum(['left', 'right']),
  link: z.string().describe('Where Messenger opens; `?ref=…` is put behind it.'),
  hours: z.object({
    isOpen: z.boolean(),
    opensAt: moment.nullable().describe('null: it is open, or does not open within a year.'),
    closesAt: moment.nullable().describe('null: it is closed, or does not close within a week.'),
    timeZone: z.string().nullable().describe('By whose clocks the company works; null: it is always open.'),
  }),
});
