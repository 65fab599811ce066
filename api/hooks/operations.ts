import { z } from 'zod';
import type { Operations } from '../http/describe.ts';
import { listOf } from '../http/fields.ts';
import { samples } from './samples.ts';
import { deliverySchema, hookTrialSchema, newSecret, webhookSchema, withSecret } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  list: {
    tag: 'Webhooks out',
    summary: 'Other systems that are told what happens',
    answers: { 200: listOf(webhookSchema) },
  },
  add: {
    tag: 'Webhooks out',
    summary: 'Tell another system what happens',
    description: [
      'Each message is a POST of JSON, signed as Standard Webhooks has it (webhook-id, webhook-timestamp,',
      'webhook-signature: v1). Any 2xx means that it arrived; otherwise it is sent again at growing distances for',
      'three days, under the same webhook-id. Those of one chat come in their order, the next one once the one',
      'before has arrived; it may come twice. 410 switches the webhook off. Messages say by ids what happened;',
      'samples:',
      samples,
    ],
    answers: { 201: withSecret },
    errors: ['WEBHOOK_ADDRESS', 'TOO_MANY_WEBHOOKS'],
  },
  change: {
    tag: 'Webhooks out',
    summary: 'Change a webhook, switch it on or off',
    description: 'Switched on again it goes on with what waits. What happens while it is off is not told to it.',
    answers: { 200: webhookSchema },
    errors: ['NOT_FOUND', 'WEBHOOK_ADDRESS'],
  },
  remove: {
    tag: 'Webhooks out',
    summary: 'Tell it nothing any more',
    description: 'What waits for it, and its log, go with it.',
    answers: { 204: null },
    errors: ['NOT_FOUND'],
  },
  secret: {
    tag: 'Webhooks out',
    summary: 'Give it another secret',
    answers: { 200: newSecret },
    errors: ['NOT_FOUND'],
  },
  trial: {
    tag: 'Webhooks out',
    summary: 'Send it a sample, and tell what it answers',
    description: 'As of a chat that begins, signed like all others; nothing is kept of it.',
    answers: { 200: hookTrialSchema },
    errors: ['NOT_FOUND'],
  },
  deliveries: {
    tag: 'Webhooks out',
    summary: 'What it was told, and what it answered',
    description: 'Of thirty days, newest first.',
    answers: { 200: listOf(deliverySchema) },
    errors: ['NOT_FOUND'],
  },
  again: {
    tag: 'Webhooks out',
    summary: 'Send a message once more',
    description: 'Under the same webhook-id, whatever became of it; also where the webhook is off.',
    answers: { 202: z.object({}) },
    errors: ['NOT_FOUND'],
  },
} satisfies Operations;
