import type { Operations } from '../http/describe.ts';
import { messageSchema } from '../messages/schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  original: {
    tag: 'Files',
    summary: 'What stands in a message',
    description: [
      'For who sees its chat, once its `state` is `ready`; whether it came or was sent makes no difference. Takes',
      'one `Range`. Pictures, sounds and videos are shown in place, by what they hold; everything else is a file to be',
      'kept, of no type. A file that went out in several messages may be called otherwise in each: a link says the',
      'name.',
    ],
    answers: { 200: null, 206: null },
    errors: ['NOT_FOUND', 'FILES_UNAVAILABLE'],
  },
  preview: {
    tag: 'Files',
    summary: 'A picture of a message, as a bubble shows it',
    description: 'WebP of at most 640 by 640; of a picture that needs none, the picture itself.',
    answers: { 200: null, 206: null },
    errors: ['NOT_FOUND', 'FILES_UNAVAILABLE'],
  },
  fetchAgain: {
    tag: 'Messages',
    summary: 'Fetch an attachment again',
    description: 'One that could not be fetched; its state tells what becomes of it.',
    answers: { 202: messageSchema },
    errors: ['NOT_FETCHABLE'],
  },
} satisfies Operations;
