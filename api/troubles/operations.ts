import { z } from 'zod';
import type { Operations } from '../http/describe.ts';
import { troublesSchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  list: {
    tag: 'Troubles',
    summary: 'What is not all right, and what is again since a week',
    description: [
      'What was put aside so that its neighbours go on, and what watchers noticed:',
      'since when, how often, and whether a person may try it again.',
    ],
    answers: { 200: troublesSchema },
  },
  tryAgain: {
    tag: 'Troubles',
    summary: 'Try again now',
    description: 'It is over by that; where it fails again it is noticed anew.',
    answers: { 202: z.object({ id: z.string() }) },
    errors: ['NOT_FOUND', 'NOT_RETRYABLE'],
  },
} satisfies Operations;
