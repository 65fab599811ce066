import { z } from 'zod';
import type { Operations } from '../http/describe.ts';
import { listOf } from '../http/fields.ts';
import { templateSchema, templateVersionSchema } from './schema.ts';

const NOT_SAID = ['UNKNOWN_DOCUMENT_VARIABLE', 'TEMPLATE_TEXT_EMPTY'] as const;

/** What the API's document says of these operations. */
export const operations = {
  list: {
    tag: 'Document templates',
    summary: 'What documents say, by kind; archived ones last',
    answers: { 200: listOf(templateSchema) },
  },
  add: {
    tag: 'Document templates',
    summary: 'Add a template',
    description: 'Its first version. UNKNOWN_DOCUMENT_VARIABLE names in its details what means nothing.',
    answers: { 201: templateSchema },
    errors: [...NOT_SAID, 'UNKNOWN_COMPANY'],
  },
  preview: {
    tag: 'Document templates',
    summary: 'How a document of a template would look, as SVG',
    description: 'The very layout of the PDF, by an example or by the values of a document; nothing is kept.',
    gives: 'image/svg+xml',
    answers: { 200: z.string() },
    errors: ['UNKNOWN_DOCUMENT_VARIABLE', 'UNKNOWN_COMPANY', 'UNKNOWN_DOCUMENT'],
  },
  one: {
    tag: 'Document templates',
    summary: 'One template with what its newest version says',
    answers: { 200: templateSchema },
    errors: ['NOT_FOUND'],
  },
  change: {
    tag: 'Document templates',
    summary: 'Write a new version',
    description: [
      'Documents that are there keep what they say. TEMPLATE_CHANGED tells that `version` is not the newest one any',
      'more. The same as it is writes nothing.',
    ],
    answers: { 200: templateSchema },
    errors: ['NOT_FOUND', 'TEMPLATE_CHANGED', ...NOT_SAID],
  },
  versions: {
    tag: 'Document templates',
    summary: 'All that a template ever said, the newest first',
    description: 'A version never changes. An older one is brought back by writing it as the newest.',
    answers: { 200: listOf(templateVersionSchema) },
    errors: ['NOT_FOUND'],
  },
  makeDefault: {
    tag: 'Document templates',
    summary: 'Have new documents of its kind and company begin with it',
    answers: { 200: templateSchema },
    errors: ['NOT_FOUND', 'TEMPLATE_ARCHIVED'],
  },
  archive: {
    tag: 'Document templates',
    summary: 'Archive a template: nothing new is made from it',
    description: 'The default one of all companies stays: TEMPLATE_IS_DEFAULT.',
    answers: { 200: templateSchema },
    errors: ['NOT_FOUND', 'TEMPLATE_IS_DEFAULT'],
  },
  restore: {
    tag: 'Document templates',
    summary: 'Take a template out of the archive',
    answers: { 200: templateSchema },
    errors: ['NOT_FOUND'],
  },
} satisfies Operations;
