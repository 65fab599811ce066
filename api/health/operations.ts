import { z } from 'zod';
import type { Operations } from '../http/describe.ts';

const missing = z.enum(['database', 'migrations', 'temporal']);
const readiness = z.object({ ready: z.boolean(), degraded: z.boolean(), missing: z.array(missing) });

/** What the API's document says of these operations. */
export const operations = {
  live: {
    tag: 'Health',
    summary: 'The process runs',
    answers: { 200: z.object({ live: z.boolean() }) },
  },
  ready: {
    tag: 'Health',
    summary: 'What is missing',
    description: [
      'Ready (200) while webhooks can be stored; without the engine it is ready and degraded.',
      '503 without the database.',
    ],
    answers: { 200: readiness, 503: readiness },
  },
} satisfies Operations;
