import type { Operations } from '../http/describe.ts';
import { foundSchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  search: {
    tag: 'Chats',
    summary: 'Chats by what names them, and messages by their words, the best first',
    description: [
      'A chat’s number and a phone, in any form or its last seven digits, come first; then e-mails, names, linked',
      'contacts, pages, and messages, the newest first and one of each chat. Of several words all stand in the same',
      'name or message. Letters that people put for one another are one (є and е, ґ and г, ї and і, all apostrophes',
      'and none), and what was typed in the wrong layout is read in the other one where it is nowhere (`ghbdsn`:',
      'привіт).',
      'One or two letters are looked for where the words of names begin. A search ends after a second.',
    ],
    answers: { 200: foundSchema },
    errors: ['SEARCH_TOO_LONG'],
  },
} satisfies Operations;
