import type { Operations } from '../http/describe.ts';
import { listOf } from '../http/fields.ts';
import { companySchema } from './schema.ts';

const NOT_KEPT = [
  'INVALID_IBAN',
  'INVALID_NUMBER_FORMAT',
  'NUMBER_WITHOUT_MONTH',
  'UNKNOWN_FILE',
  'LOGO_UNREADABLE',
  'LOGO_TOO_LARGE',
  'LOGO_TOO_WIDE',
] as const;

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
    errors: NOT_KEPT,
  },
  change: {
    tag: 'Companies',
    summary: 'Change an own company',
    description:
      'What was issued in its name stays as it was printed. `nextNumbers` goes forward only: NUMBER_TAKEN tells that ' +
      'documents with that count were issued.',
    answers: { 200: companySchema },
    errors: ['NOT_FOUND', 'NUMBER_TAKEN', ...NOT_KEPT],
  },
} satisfies Operations;
