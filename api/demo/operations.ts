import { z } from 'zod';
import type { Operations } from '../http/describe.ts';
import { role } from '../people/schema.ts';

const demo = z.object({
  accounts: z.array(z.object({ email: z.string(), roles: z.array(role) })),
  password: z.string().nullable().describe('Of every account, as the demo began.'),
  clientPage: z.string().nullable().describe('Where one writes as a client: the simulated Messenger.'),
});
export type DemoBody = z.infer<typeof demo>;

/** What the API's document says of these operations. */
export const operations = {
  read: {
    tag: 'Demo',
    summary: 'How to get into the demo company',
    description: 'Its log-ins and the page on which one plays a client. Empty where there is no demo.',
    answers: { 200: demo },
  },
  shop: {
    tag: 'Demo',
    summary: 'The demo company’s shop, with the widget of its page',
    gives: 'text/html',
    answers: { 200: z.string() },
    errors: ['NOT_FOUND'],
  },
} satisfies Operations;
