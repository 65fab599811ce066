import { z } from 'zod';

/** PostgreSQL keeps neither NUL nor half a character. */
export const plainText = z
  .string()
  // oxlint-disable-next-line no-control-regex -- the very one that is not to be there
  .regex(/^[^\u0000]*$/, 'must be plain text')
  .refine((text) => text.isWellFormed(), 'must be plain text');

/** How employees and sessions are named in addresses. */
export const idText = z.string().regex(/^[\w-]{1,100}$/);
