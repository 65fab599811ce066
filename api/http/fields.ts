import { z } from 'zod';
import { plainText } from '#workflows/checking/texts.ts';
import type { ErrorCode } from '../errors/codes.ts';

export { idText, plainText } from '#workflows/checking/texts.ts';

/** ISO 8601 in UTC with milliseconds. */
export const moment = z.iso.datetime();
export const moments = (at: Date | number | null): string | null => (at === null ? null : new Date(at).toISOString());

/**
 * What JSON's schemas cannot say of a value: it has its shape and is refused all the same, by this code and not as a
 * bad request.
 */
export interface Refusal {
  refusedAs: ErrorCode;
}
export const refusedAs = (code: ErrorCode, error: string, path: string[] = []) => ({
  error,
  path,
  params: { refusedAs: code } satisfies Refusal,
});

/** A change of some of these fields: of one at least. */
export const someOf = <T extends z.ZodRawShape>(fields: T) =>
  z
    .object(fields)
    .partial()
    .refine((change) => Object.keys(change).length > 0, refusedAs('NOTHING_TO_CHANGE', 'nothing is to be changed'))
    .meta({ minProperties: 1 });

/** Plain text that says something. */
export const words = plainText.regex(/\S/, 'must not be empty').trim().min(1);
/** The largest number that a column of PostgreSQL's `integer` holds: what is wider is refused before it gets there. */
export const INT_MAX = 2 ** 31 - 1;
/** A count, a revision, a version. */
export const whole = z.int().min(0).max(INT_MAX);
/** How chats and versions are named in addresses: digits, as we write them. */
export const numberText = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number)
  .pipe(whole);

export const person = z.object({ id: z.string(), name: z.string() });

export const pageQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(25),
});
export type PageQuery = z.infer<typeof pageQuery>;

export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.number().int(), page: z.number().int(), pageSize: z.number().int() });

/**
 * A list that can also be walked through: `next` is null at its end, and on a page that was asked for by its number.
 */
export const walkOf = <T extends z.ZodType>(item: T) => listOf(item).extend({ next: z.string().nullable() });

const counted = { totalIsExact: z.boolean().describe('False: at least `total`, and nobody counted on.') };
/** The same of which not everything is counted that fits. */
export const countedWalkOf = <T extends z.ZodType>(item: T) => walkOf(item).extend(counted);
export const countedListOf = <T extends z.ZodType>(item: T) => listOf(item).extend(counted);

/** A page of a list. */
export function asList<T>(items: T[], total: number, { page, pageSize }: PageQuery) {
  return { items, total, page, pageSize };
}

/** A page of a list of which not everything may be counted. */
export function asCountedList<T>(items: T[], { count, isExact }: { count: number; isExact: boolean }, page: PageQuery) {
  return { ...asList(items, count, page), totalIsExact: isExact };
}

/** A whole short list in the shape of every list. */
export function asWholeList<T>(items: T[]) {
  return asList(items, items.length, { page: 1, pageSize: Math.max(1, items.length) });
}
