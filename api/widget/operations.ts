import { z } from 'zod';
import type { Operations } from '../http/describe.ts';
import { widgetSchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  script: {
    tag: 'Widget',
    summary: 'The script that shows the widget on a site',
    description: [
      '`<script async src="…/widget.js" data-page="{id of the page}" data-ref="{where it stands}"></script>`.',
      'It sets no cookie and keeps nothing in the browser.',
    ],
    gives: 'text/javascript',
    answers: { 200: z.string() },
  },
  read: {
    tag: 'Widget',
    summary: 'What the widget of a page shows',
    description: [
      'For any site. It is kept for a minute; a page that has no username in its settings (`chatbotUsername`) has',
      'none.',
    ],
    answers: { 200: widgetSchema },
    errors: ['NOT_FOUND', 'TOO_MANY_ATTEMPTS'],
  },
} satisfies Operations;
