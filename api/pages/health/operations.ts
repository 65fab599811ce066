import { z } from 'zod';
import type { Operations } from '../../http/describe.ts';
import { pageHealthSchema, pageHistorySchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  health: {
    tag: 'Pages',
    summary: 'How a page is',
    description: [
      'Its token, its subscription, whether it hears its clients, how much of what Meta allows is used, and whether',
      'Meta does otherwise than we know. Its workflow is asked; while the engine is away, what was kept is told.',
    ],
    answers: { 200: pageHealthSchema },
    errors: ['NOT_FOUND'],
  },
  history: {
    tag: 'Pages',
    summary: 'What happened to a page, and its messages by the hour',
    description: 'Two days of hours beside what is usual, and the checks that changed, the newest first.',
    answers: { 200: pageHistorySchema },
    errors: ['NOT_FOUND'],
  },
  look: {
    tag: 'Pages',
    summary: 'Look at a page now',
    answers: { 202: z.object({ id: z.string() }) },
    errors: ['NOT_FOUND'],
  },
} satisfies Operations;
