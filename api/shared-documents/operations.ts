import { z } from 'zod';
import type { Operations } from '../http/describe.ts';

/** What the API's document says of these operations. */
export const operations = {
  open: {
    tag: 'Documents',
    summary: 'The PDF that a link in a chat leads to',
    description: [
      'For whoever has the link, while it holds: it names the document and its end, and is signed. To a browser what',
      'is wrong with it is said on a page.',
    ],
    gives: 'application/pdf',
    answers: { 200: z.string() },
    errors: ['NOT_FOUND', 'LINK_EXPIRED', 'TOO_MANY_ATTEMPTS'],
  },
} satisfies Operations;
