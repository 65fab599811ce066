import { z } from 'zod';
import { chatSchema } from '../chats/schema.ts';
import type { Operations } from '../http/describe.ts';
import { countedWalkOf, listOf, person } from '../http/fields.ts';
import { chatContacts, contactCard, contactChat, contactSchema, historySchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  list: {
    tag: 'Contacts',
    summary: 'Contacts, by name, manager, or when they were added or changed last',
    description: [
      'Of those that are narrowed down no more than 10,000 are counted; without a filter `total` is exact.',
      'Whoever wants all of them takes `next` as the `cursor` of the following page until it is null:',
      'one that is added or renamed meanwhile shifts no other.',
    ],
    answers: { 200: countedWalkOf(contactSchema) },
  },
  add: {
    tag: 'Contacts',
    summary: 'Add a contact',
    description: [
      'A number without a country code is read as one of the country set for all pages. Kept as E.164;',
      'e-mails in small letters, their domain in its own script.',
    ],
    answers: { 201: contactCard },
    errors: ['INVALID_CONTACT', 'UNKNOWN_EMPLOYEE', 'UNKNOWN_CONTACT', 'NOT_A_COMPANY', 'COMPANY_HAS_PEOPLE'],
  },
  listManagers: {
    tag: 'Contacts',
    summary: "Who may be a contact's personal manager",
    answers: { 200: listOf(person) },
  },
  listSegments: {
    tag: 'Contacts',
    summary: 'Segments in use',
    answers: { 200: listOf(z.string()) },
  },
  one: {
    tag: 'Contacts',
    summary: 'One contact',
    answers: { 200: contactCard },
    errors: ['NOT_FOUND'],
  },
  change: {
    tag: 'Contacts',
    summary: 'Change a contact',
    description: 'What is not given stays as it is; a list that is given takes the place of the one before.',
    answers: { 200: contactCard },
    errors: [
      'NOT_FOUND',
      'INVALID_CONTACT',
      'UNKNOWN_EMPLOYEE',
      'UNKNOWN_CONTACT',
      'CHANGED_MEANWHILE',
      'NOT_A_COMPANY',
      'COMPANY_HAS_PEOPLE',
      'NOTHING_TO_CHANGE',
    ],
  },
  remove: {
    tag: 'Contacts',
    summary: 'Delete a contact that nothing is about',
    description: 'One with chats, leads, documents or people, or that was merged with another one, stays.',
    answers: { 204: null },
    errors: ['NOT_FOUND', 'CONTACT_IN_USE'],
  },
  history: {
    tag: 'Contacts',
    summary: 'What of a contact was changed, the newest first',
    description: [
      'Each field that is another one since, as it was and as it became: text, an employee’s id (`managerId`), or',
      'a list (`phones`, `emails`, `companies`).',
    ],
    answers: { 200: listOf(historySchema) },
    errors: ['NOT_FOUND'],
  },
  chats: {
    tag: 'Contacts',
    summary: 'The chats with a contact, of all their clients and pages, the newest first',
    description: 'Of the pages that whoever asks may see.',
    answers: { 200: listOf(contactChat) },
    errors: ['NOT_FOUND'],
  },
  ofChat: {
    tag: 'Contacts',
    summary: 'The linked contact, and those with the same phone or e-mail',
    answers: { 200: chatContacts },
  },
  link: {
    tag: 'Contacts',
    summary: 'Settle who the client is; `null` takes the link away',
    description: [
      'Accepted at once, also while the chat engine is away. The link is of the client:',
      'their next chats have it too.',
    ],
    answers: { 200: chatSchema },
    errors: ['CHAT_FINISHED', 'UNKNOWN_CONTACT'],
  },
} satisfies Operations;
