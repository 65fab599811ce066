import type { Operations } from '../http/describe.ts';
import { FILE, fileSchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  upload: {
    tag: 'Files',
    summary: 'Upload a file',
    description: [
      'The body is the file itself, up to 25 MB, images up to 8 MB. What it is, is told by its content.',
      'The same content from the same person is the same file. Until it is sent nobody else sees it; what is not sent,',
      'nor named by anything, goes after a day.',
    ],
    takes: FILE,
    answers: { 201: fileSchema },
    errors: ['FILE_TOO_LARGE', 'EMPTY_FILE', 'FILES_UNAVAILABLE'],
  },
  download: {
    tag: 'Files',
    summary: 'A file',
    description: [
      'For who uploaded it, sees a chat in which it went out, or a ready reply that carries it; those of automatic',
      'messages for who sees every page.',
      'Takes one `Range`. Pictures, sounds and videos are shown in place; everything else is a file to be kept, of no',
      'type. What it is called belongs to its use: a link says the name.',
    ],
    answers: { 200: null, 206: null },
    errors: ['NOT_FOUND', 'FILES_UNAVAILABLE'],
  },
  preview: {
    tag: 'Files',
    summary: 'A picture that was uploaded, as a bubble shows it',
    description: 'WebP of at most 640 by 640, made a moment after it came; until then the picture itself.',
    answers: { 200: null, 206: null },
    errors: ['NOT_FOUND', 'FILES_UNAVAILABLE'],
  },
} satisfies Operations;
