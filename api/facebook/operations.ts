import type { Operations } from '../http/describe.ts';
import { appSchema, appVerdict, loginSchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  readApp: {
    tag: 'Facebook',
    summary: 'The Facebook application through which pages are connected',
    description: 'Its secret and its token go in and never come out.',
    answers: { 200: appSchema },
  },
  changeApp: {
    tag: 'Facebook',
    summary: 'Choose the Facebook application, and who sees the pages that are connected',
    answers: { 200: appSchema },
    errors: ['FACEBOOK_SECRET_NEEDED'],
  },
  tryApp: {
    tag: 'Facebook',
    summary: 'Ask Meta whether there is such an application with this secret',
    description: 'With the secret that is given, else with the one that is kept. Nothing is kept of it.',
    answers: { 200: appVerdict },
    errors: ['FACEBOOK_SECRET_NEEDED'],
  },
  begin: {
    tag: 'Facebook',
    summary: 'Log in with Facebook: leads to its dialog',
    description: 'For a browser. It comes back to `GET /api/facebook/callback`.',
    answers: { 302: null },
    errors: ['FACEBOOK_NOT_SET', 'LOG_IN_NEEDED', 'NOT_FOUND', 'FOREIGN_ORIGIN'],
  },
  callback: {
    tag: 'Facebook',
    summary: 'Where Facebook’s dialog ends: leads back to the desk',
    description: 'A state is good once, for half an hour, and in the session in which it was given.',
    answers: { 302: null },
    errors: ['LOG_IN_NEEDED'],
  },
  readLogin: {
    tag: 'Facebook',
    summary: 'How far an own log-in with Facebook is, and which pages came with it',
    answers: { 200: loginSchema },
    errors: ['NOT_FOUND'],
  },
  choose: {
    tag: 'Facebook',
    summary: 'Connect these pages of an own log-in',
    description: 'They are connected one after another; the log-in tells what became of each.',
    answers: { 202: loginSchema },
    errors: ['NOT_FOUND', 'LOGIN_NOT_CHOOSING', 'PAGE_NOT_CONNECTABLE', 'LOG_IN_NEEDED'],
  },
} satisfies Operations;
