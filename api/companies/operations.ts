import type { Operations } from '../http/describe.ts';
import { listOf } from '../http/fields.ts';
import { companySchema } from './schema.ts';

/** What the API's document says of these operations. */
export const operations = {
  list: {
    tag: 'Companies',
    summary: 'Own companies, by name; archived ones last',
    answers: { 200: listOf(companySchema) },
  },
  add: {
    tag: 'Companies',
    summary: 'Add an own company',
    answers: { 201: companySchema },
    errors: ['INVALID_IBAN', 'INVALID_NUMBER_FORMAT'],
  },
  change: {
    tag: 'Companies',
    summary: 'Change an own company',
    description:
      'What was issued in its name stays as it was printed. `nextNumbers` goes forward only: NUMBER_TAKEN tells that ' +
      'documents with that count were issued.',
    answers: { 200: companySchema },
    errors: ['NOT_FOUND', 'INVALID_IBAN', 'INVALID_NUMBER_FORMAT', 'NUMBER_TAKEN'],
  },
} satisfies Operations;
