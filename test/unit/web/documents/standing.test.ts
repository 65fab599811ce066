import { expect, test } from 'vitest';
import { standingWords, sumWords } from '#lib/documents/document-words.ts';
import { m } from '#lib/paraglide/messages.js';

const paid = (sum: number) => ({ date: '2026-11-27', sum });

test.each([
  ['draft', null, m.document_state_draft()],
  ['issued', null, m.document_state_issued()],
  ['issued', paid(99_99), m.document_paid_partly({ sum: sumWords(99_99, 'UAH') })],
  ['issued', paid(100_00), m.document_paid_mark()],
  ['cancelled', paid(100_00), m.document_state_cancelled()],
] as const)('F46: of a document that is %s, with %j paid of 100 hryvnias, one reads: %s', (state, sum, words) => {
  const document = { state, total: 100_00, currency: 'UAH' } as const;
  expect(standingWords({ ...document, paid: sum })).toBe(words);
  expect(standingWords({ ...document, paidSum: sum?.sum ?? 0 })).toBe(words);
});
