import { CHECK_KINDS, type Check, type Health, type Mark } from './vocabulary.ts';

/** Of a page that nobody has looked at yet. */
export function newHealth(now: number): Health {
  const unknown = (): Check => ({ state: 'unknown', code: 'not_asked', since: now, at: null, detail: {} });
  return {
    v: 1,
    state: 'unknown',
    since: now,
    checks: {
      token: unknown(),
      subscription: unknown(),
      silence: unknown(),
      usage: unknown(),
      drift: unknown(),
    },
    next: now,
    unanswered: 0,
    heldSince: null,
    reopens: 0,
    putBack: 0,
  };
}

/** A word for the whole: the worst of its checks. What nobody could ask about yet says nothing. */
export function wordOf(checks: Health['checks']): Mark {
  const states = CHECK_KINDS.map((kind) => checks[kind].state);
  if (states.includes('broken')) return 'broken';
  if (states.includes('warning')) return 'warning';
  return checks.token.state === 'unknown' ? 'unknown' : 'ok';
}
