import { z } from 'zod';
import type { Operations } from '../http/describe.ts';

/** What the API's document says of these operations. */
export const operations = {
  follow: {
    tag: 'Live',
    summary: 'Everything that changes, as it happens',
    description: [
      'Server-sent events: hello, message, chat, entry, page, presence, document, attention, reload,',
      'beat (every 15 s), bye.',
      '`Last-Event-ID` (or `lastEventId`) brings what was missed; `reload` asks to load everything anew.',
    ],
    gives: 'text/event-stream',
    answers: { 200: z.string() },
    errors: ['TOO_MANY_ATTEMPTS'],
  },
} satisfies Operations;
