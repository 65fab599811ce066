import { z } from 'zod';
import { VAT_RATES } from '#workflows/documents/vocabulary.ts';
import { words } from '../http/fields.ts';

/** In kopecks. */
const SUM_MAX = 100_000_000_000;
export const sum = z.int().min(0).max(SUM_MAX).describe('In kopecks, or in hundredths of the currency.');
const vat = z.literal(VAT_RATES).nullable().describe('Percent; null: without VAT, which is not zero percent.');

/** What is bought, in a document and in an order alike. */
export const newLine = z.object({
  name: words.max(300),
  unit: words.max(20).default('шт'),
  quantity: z.int().min(1).max(1_000_000_000).describe('In thousandths.'),
  price: sum,
  vat: vat.default(null),
  discount: sum.default(0).describe('Off this line alone, in kopecks; no more than the line is.'),
});

export const lineSchema = z.object({
  name: z.string(),
  unit: z.string(),
  quantity: z.int(),
  price: z.int(),
  vat,
  discount: z.int().describe('Off this line alone, in kopecks.'),
});
