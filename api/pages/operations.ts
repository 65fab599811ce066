import type { Operations } from '../http/describe.ts';
import { listOf } from '../http/fields.ts';
import { pageSchema, reconnectionSchema, removal, removed } from './schema.ts';

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
  lookAtRemoval: {
    tag: 'Pages',
    summary: 'What would become of a page’s chats if it were removed',
    answers: { 200: removal },
    errors: ['NOT_FOUND'],
  },
  remove: {
    tag: 'Pages',
    summary: 'Remove a page',
    description: [
      'Its open chats are finished silently, Meta is told to bring nothing more, and its token is forgotten. What was',
      'said stays, and is there again when the page is connected anew.',
    ],
    answers: { 202: removed },
    errors: ['NOT_FOUND', 'PAGE_NAME_OTHER'],
  },
  reconnect: {
    tag: 'Pages',
    summary: 'Connect a page again: by logging in with Facebook',
    answers: { 200: reconnectionSchema },
    errors: ['NOT_FOUND', 'FACEBOOK_NOT_SET', 'LOG_IN_NEEDED'],
  },
} satisfies Operations;
