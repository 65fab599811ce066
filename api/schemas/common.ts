import { z } from 'zod';

/** ISO 8601 in UTC with milliseconds. */
export const moment = z.iso.datetime();
export const moments = (at: Date | number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** PostgreSQL keeps neither NUL nor half a character. */
export const plainText = z
  .string()
  .refine((text) => !text.includes('\u0000') && text.isWellFormed(), 'must be plain text');
/** How employees and sessions are named in addresses. */
export const idText = z.string().regex(/^[\w-]{1,100}$/);

export const person = z.object({ id: z.string(), name: z.string() });

export const pageQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(25),
});
export type PageQuery = z.infer<typeof pageQuery>;

export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.number().int(), page: z.number().int(), pageSize: z.number().int() });

/** A list that can also be walked through: `next` is null at its end, and on a page that was asked for by its number. */
export const walkOf = <T extends z.ZodType>(item: T) => listOf(item).extend({ next: z.string().nullable() });

/** A page of a list. */
export function asList<T>(items: T[], total: number, { page, pageSize }: PageQuery) {
  return { items, total, page, pageSize };
}

/** A whole short list in the shape of every list. */
export function asWholeList<T>(items: T[]) {
  return asList(items, items.length, { page: 1, pageSize: Math.max(1, items.length) });
}

export const errorBody = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
});
