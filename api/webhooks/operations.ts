import { z } from 'zod';
import type { Operations } from '../http/describe.ts';
import { listOf } from '../http/fields.ts';
import { parkedSchema } from './parked-schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  verify: {
    tag: 'Webhooks',
    summary: "Meta's verification of the address",
    gives: 'text/plain',
    answers: { 200: z.string() },
    errors: ['NOT_ALLOWED'],
  },
  deliver: {
    tag: 'Webhooks',
    summary: 'A delivery of events',
    description: [
      'Signed by X-Hub-Signature-256 over the raw bytes. Every event is stored, unknown ones as they came;',
      'many at once are read a little later.',
    ],
    gives: 'text/plain',
    answers: { 200: z.string() },
    errors: ['BAD_SIGNATURE', 'BAD_REQUEST', 'NOT_FOUND', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'],
  },
  listParked: {
    tag: 'Installation',
    summary: 'Events that could not be read',
    description: [
      'Kept as they came, and counted here by reason. What clients wrote is not shown:',
      'of each kind only the names of its fields.',
    ],
    answers: { 200: listOf(parkedSchema) },
  },
} satisfies Operations;
