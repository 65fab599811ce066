import type { Operations } from '../http/describe.ts';
import { listOf } from '../http/fields.ts';
import { pageSchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  list: {
    tag: 'Pages',
    summary: 'Connected pages',
    answers: { 200: listOf(pageSchema) },
  },
  connect: {
    tag: 'Pages',
    summary: 'Connect a page by its token',
    description: 'Until Facebook has said that the token is the page’s, its health is `checking`.',
    answers: { 201: pageSchema },
    errors: ['ALREADY_EXISTS'],
  },
  change: {
    tag: 'Pages',
    summary: 'Change name, access or token of a page',
    description: [
      'A new token is checked with Facebook (`checking`); then what was held goes out in order;',
      'answers whose window closed meanwhile fail with that reason.',
    ],
    answers: { 200: pageSchema },
    errors: ['NOT_FOUND', 'NOTHING_TO_CHANGE'],
  },
} satisfies Operations;
