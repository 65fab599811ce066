import { errorOf, isRateLimit } from './graph-error.ts';
import type { GraphAnswer } from './graph-call.ts';

/** What Meta says of a page's token: good, refused with a reason, or nothing yet. */
export type TokenVerdict = { kind: 'good' } | { kind: 'refused'; reason: 'token_broken' | 'token_of_another' } | null;

/** An answer of `GET /me`: whose token it is (messenger-platform §7.2 for what a refusal means). */
export function judgeToken(answer: GraphAnswer, facebookId: string): TokenVerdict {
  if (answer.kind !== 'answer') return answer.kind === 'not_left' && answer.code === 'NOT_SENDABLE' ? BROKEN : null;
  const { code, transient, id } = errorOf(answer.body);
  if (id !== null) return id === facebookId ? { kind: 'good' } : { kind: 'refused', reason: 'token_of_another' };
  // Something in between answered, or Meta is not well.
  if (code === null || transient || code === 1 || code === 2) return null;
  // Who is counted was known before.
  return isRateLimit(code) ? { kind: 'good' } : BROKEN;
}

const BROKEN: TokenVerdict = { kind: 'refused', reason: 'token_broken' };
