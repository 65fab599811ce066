import type { Operations } from '../http/describe.ts';
import { listOf } from '../http/fields.ts';
import { sourceSchema, statusSchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  listSources: {
    tag: 'Records',
    summary: 'Where leads and orders come from, in their order; archived ones last',
    answers: { 200: listOf(sourceSchema) },
  },
  addSource: {
    tag: 'Records',
    summary: 'Add a source',
    answers: { 201: sourceSchema },
    errors: ['ALREADY_EXISTS'],
  },
  changeSource: {
    tag: 'Records',
    summary: 'Rename, move or archive a source',
    description: 'It is never deleted: what came from it keeps it.',
    answers: { 200: sourceSchema },
    errors: ['NOT_FOUND', 'ALREADY_EXISTS', 'NOTHING_TO_CHANGE'],
  },
  listStatuses: {
    tag: 'Records',
    summary: 'How leads and orders stand, in their order; archived ones last',
    answers: { 200: listOf(statusSchema) },
  },
  addStatus: {
    tag: 'Records',
    summary: 'Add a status with the meaning by which rules know it',
    answers: { 201: statusSchema },
    errors: ['BAD_REQUEST'],
  },
  changeStatus: {
    tag: 'Records',
    summary: 'Rename, move or archive a status',
    description: 'The last one in use with its meaning stays.',
    answers: { 200: statusSchema },
    errors: ['NOT_FOUND', 'LAST_STATUS', 'NOTHING_TO_CHANGE'],
  },
} satisfies Operations;
