import type { Operations } from '../http/describe.ts';
import { neighbourSchema, trialSchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  read: {
    tag: 'Neighbour',
    summary: 'The CRM that the company has beside this one',
    description: 'Its secret goes in and never comes out.',
    answers: { 200: neighbourSchema },
  },
  change: {
    tag: 'Neighbour',
    summary: 'Name the other CRM, and switch it on or off',
    description: [
      'While it is on, leads and orders of chats are made there, and documents of their clients are offered.',
      'Without a secret the one that is kept stays.',
    ],
    answers: { 200: neighbourSchema },
    errors: ['NEIGHBOUR_ADDRESS', 'NEIGHBOUR_SECRET'],
  },
  trial: {
    tag: 'Neighbour',
    summary: 'Ask the other CRM whether it answers',
    description: 'With what is given, else with what is kept. Nothing is kept of it.',
    answers: { 200: trialSchema },
    errors: ['NEIGHBOUR_ADDRESS', 'NEIGHBOUR_SECRET'],
  },
} satisfies Operations;
