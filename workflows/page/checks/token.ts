import type { TokenFact } from '../vocabulary.ts';
import type { Finding } from './finding.ts';

/** Without these nothing can be sent, or nothing is told of what comes (messenger-platform §6.1). */
const NEEDED = ['pages_messaging', 'pages_manage_metadata'];

const DAY_MS = 24 * 60 * 60_000;
/** Somebody has to find the time for it. */
const EXPIRY_WARNING_MS = 7 * DAY_MS;

/** How the page's token stands by what Meta says of it; null: that is not known. */
export function judgeToken(fact: TokenFact | null, now: number): Finding | null {
  switch (fact?.kind) {
    case undefined:
    case 'no_answer':
      return null;
    case 'dead':
      return { state: 'broken', code: 'dead', detail: fact.subcode === null ? {} : { subcode: fact.subcode } };
    case 'of_another':
      return { state: 'broken', code: 'of_another' };
    case 'no_key':
      return { state: 'broken', code: 'no_key' };
    case 'good':
      return judgeGood(fact, now);
  }
}

function judgeGood({ scopes, until }: Extract<TokenFact, { kind: 'good' }>, now: number): Finding {
  const lost = scopes === null ? [] : NEEDED.filter((scope) => !scopes.includes(scope));
  if (lost.length > 0) return { state: 'broken', code: 'scopes_lost', detail: { scopes: lost } };
  if (until !== null && until - now <= EXPIRY_WARNING_MS)
    return { state: 'warning', code: 'expires', detail: { until } };
  return { state: 'ok', code: 'good', detail: until === null ? {} : { until } };
}

/** Nothing may leave with it: each answer would be refused for good. */
export const stopsSending = ({ state, code, detail }: Finding): boolean =>
  state === 'broken' &&
  (code === 'dead' || code === 'of_another' || (detail?.scopes?.includes('pages_messaging') ?? false));
