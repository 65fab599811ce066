import type { Operations } from '../http/describe.ts';
import { analyticsSchema, analyticsTrialSchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  read: {
    tag: 'Analytics',
    summary: 'Whether chats are counted at Google Analytics, and how it goes',
    description: 'Its secret goes in and never comes out.',
    answers: { 200: analyticsSchema },
  },
  change: {
    tag: 'Analytics',
    summary: 'Name the data stream, and switch it on or off',
    description: [
      'Off means that nothing leaves, also of what waits. Counted are chats that begin, contacts, operators, first',
      'answers, ends, leads and orders; nothing in it is personal.',
    ],
    answers: { 200: analyticsSchema },
    errors: ['ANALYTICS_SECRET'],
  },
  trial: {
    tag: 'Analytics',
    summary: 'Ask Google’s validation what it says of our events',
    description: [
      'With what is given, else with what is kept. Nothing of it is counted. Google does not say here whether the id',
      'and the secret are right: that is seen in its DebugView once an event was sent.',
    ],
    answers: { 200: analyticsTrialSchema },
    errors: ['ANALYTICS_SECRET'],
  },
} satisfies Operations;
