import { z } from 'zod';
import type { Operations } from '../http/describe.ts';
import { listOf } from '../http/fields.ts';
import { entrySchema, sessionItem, sessionSchema, tokenSchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  logIn: {
    tag: 'Session',
    summary: 'Log in',
    description: 'Sets the session cookie. The session before, if any, ends. Ten tries in a quarter of an hour.',
    answers: { 201: sessionSchema },
    errors: ['WRONG_CREDENTIALS', 'TOO_MANY_ATTEMPTS'],
  },
  who: {
    tag: 'Session',
    summary: 'Who is logged in',
    answers: { 200: sessionSchema },
  },
  logOut: {
    tag: 'Session',
    summary: 'Log out',
    answers: { 204: null },
  },
  listSessions: {
    tag: 'Session',
    summary: 'Own sessions, newest first',
    answers: { 200: listOf(sessionItem) },
  },
  endEverything: {
    tag: 'Session',
    summary: 'End all own sessions but this one, and all own tokens',
    description: 'For whoever fears a theft: only who asks stays in. Asked with a token, nobody does.',
    answers: { 204: null },
  },
  endSession: {
    tag: 'Session',
    summary: 'End one of the own sessions',
    answers: { 204: null },
    errors: ['NOT_FOUND'],
  },
  listTokens: {
    tag: 'Tokens',
    summary: 'Own tokens',
    answers: { 200: listOf(tokenSchema) },
  },
  makeToken: {
    tag: 'Tokens',
    summary: 'Make a token',
    description: [
      'The token itself is in this answer and nowhere else.',
      'It ends after its days, with a new password of its owner, and when they end everything.',
      'No token makes another one.',
    ],
    answers: { 201: tokenSchema.extend({ token: z.string() }) },
    errors: ['LOG_IN_NEEDED'],
  },
  removeToken: {
    tag: 'Tokens',
    summary: 'Remove an own token',
    answers: { 204: null },
    errors: ['NOT_FOUND'],
  },
  changeSelf: {
    tag: 'Me',
    summary: 'Change own language or name',
    answers: { 200: sessionSchema },
    errors: ['NOTHING_TO_CHANGE'],
  },
  changePassword: {
    tag: 'Me',
    summary: 'Change own password',
    description: 'Ends all other sessions and all tokens. Wrong current passwords count like wrong log-ins.',
    answers: { 204: null },
    errors: ['WRONG_CREDENTIALS', 'WEAK_PASSWORD', 'TOO_MANY_ATTEMPTS', 'LOG_IN_NEEDED'],
  },
  readEntry: {
    tag: 'Employees',
    summary: 'Where an employee is logged in, and their tokens',
    answers: { 200: entrySchema },
    errors: ['NOT_FOUND'],
  },
  endEntry: {
    tag: 'Employees',
    summary: "End all of an employee's sessions and tokens",
    description: 'They log in anew with their password. Who ends their own stays in with the session they ask from.',
    answers: { 204: null },
    errors: ['NOT_FOUND'],
  },
  endSessionOf: {
    tag: 'Employees',
    summary: "End one of an employee's sessions",
    answers: { 204: null },
    errors: ['NOT_FOUND'],
  },
  endTokenOf: {
    tag: 'Employees',
    summary: "End one of an employee's tokens",
    answers: { 204: null },
    errors: ['NOT_FOUND'],
  },
} satisfies Operations;
