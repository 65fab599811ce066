import { z } from 'zod';
import type { Operations } from '../http/describe.ts';
import { moment, walkOf } from '../http/fields.ts';
import { answered, messageSchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  list: {
    tag: 'Messages',
    summary: 'Messages, oldest first',
    description: [
      'Whoever wants all of them takes `next` as the `cursor` of the following page until it is null:',
      'each is told once, whatever comes meanwhile. `from` begins at a place in the conversation, in both orders what',
      'stands around it; nothing begins with a message of another chat.',
    ],
    answers: { 200: walkOf(messageSchema) },
  },
  reply: {
    tag: 'Messages',
    summary: 'Answer the client',
    description: [
      'Accepted at once, also while the chat engine is away; its state tells what became of it. A text and files are',
      'one answer of several messages, the text first: each has a state of its own, and can be sent again by itself.',
      'The same Idempotency-Key from the same person is the same message (200 instead of 201).',
      'With `seen`, ANSWERED_MEANWHILE where somebody else answered after it; `details.message` is their answer: named',
      'as `seen`, it is sent all the same.',
    ],
    answers: { 200: answered, 201: answered },
    errors: ['CHAT_FINISHED', 'WINDOW_CLOSED', 'ANSWERED_MEANWHILE', 'UNKNOWN_FILE', 'EMPTY_MESSAGE'],
  },
  events: {
    tag: 'Messages',
    summary: 'What Meta delivered of a message, as it came',
    description: [
      'For admins of its page, and noted in the audit. Tokens are left out, and of Meta’s files what',
      'opens them. Empty where nothing of it is kept any more.',
    ],
    answers: {
      200: z.object({
        items: z.array(z.object({ receivedAt: moment, event: z.string().describe('Indented JSON.') })),
      }),
    },
    errors: ['NOT_FOUND'],
  },
  react: {
    tag: 'Messages',
    summary: 'React to a message in the page’s name, or take it back',
    description: [
      'Accepted at once; `reactions` of the message tell what became of it. A later one takes the place of an earlier',
      'one. It answers nobody, and whoever reacts does not join the chat.',
    ],
    answers: { 200: messageSchema },
    errors: ['CHAT_FINISHED', 'WINDOW_CLOSED', 'NOT_REACTABLE', 'NOT_AN_EMOJI'],
  },
  retry: {
    tag: 'Messages',
    summary: 'Send a failed or unknown message again',
    answers: { 202: messageSchema },
    errors: ['NOT_RETRYABLE'],
  },
} satisfies Operations;
