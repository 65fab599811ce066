import { z } from 'zod';

const body = z.object({
  id: z.string().optional(),
  error: z.object({ code: z.coerce.number(), is_transient: z.boolean().optional() }).optional(),
});

/** Whom an answer names, or how it refuses; nothing of either where it is none of Meta's. */
export function errorOf(answer: unknown): { id: string | null; code: number | null; transient: boolean } {
  const parsed = body.safeParse(answer);
  const { id = null, error } = parsed.success ? parsed.data : {};
  return { id: error ? null : id, code: error?.code ?? null, transient: error?.is_transient ?? false };
}

const RATE_LIMITS = new Set([4, 17, 32, 341, 613, 80001, 80006]);

/** The app or the page asked too much; that passes. */
export const isRateLimit = (code: number): boolean => RATE_LIMITS.has(code);
