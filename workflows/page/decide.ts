import { judgeDrift } from './checks/drift.ts';
import { after, type Finding } from './checks/finding.ts';
import { judgeSilence } from './checks/silence.ts';
import { judgeSubscription } from './checks/subscription.ts';
import { judgeToken, stopsSending } from './checks/token.ts';
import { judgeUsage } from './checks/usage.ts';
import { wordOf } from './health.ts';
import { nextLook, patienceOf } from './schedule.ts';
import {
  CHECK_KINDS,
  type Check,
  type CheckCode,
  type Command,
  type Decision,
  type Health,
  type Looked,
  type Outcome,
} from './vocabulary.ts';

/** What a page's workflow hears. */
export interface Happened {
  kind: 'looked';
  looked: Looked;
  /** The page's own, 0 to 1: hundreds of pages do not look in the same moment. */
  phase: number;
}

/** What becomes of a page's health by what was seen at a look: pure. */
export function decide(health: Health, { looked, phase }: Happened, now: number): Outcome {
  const judged = judgeToken(looked.token, now);
  const { triesAt, ...sending } = ofSending(health, looked, judged, now);
  const token: Finding | null =
    triesAt === null || judged?.state !== 'ok'
      ? judged
      : { state: 'warning', code: 'held', detail: { until: triesAt } };
  const subscription = judgeSubscription(looked.subscription, health.checks.subscription, health.putBack);
  const found: Record<keyof Health['checks'], Finding | null> = {
    token,
    subscription: subscription?.found ?? null,
    silence: judgeSilence(looked.silence, now),
    usage: judgeUsage(looked.usage, health.checks.usage, now),
    drift: judgeDrift(looked.drift),
  };
  const before = health.checks;
  const checks: Health['checks'] = {
    token: after(before.token, found.token, now),
    subscription: after(before.subscription, found.subscription, now),
    silence: after(before.silence, found.silence, now),
    usage: after(before.usage, found.usage, now),
    drift: after(before.drift, found.drift, now),
  };
  const fields = subscription?.fields ?? null;
  const next = withCounts(health, { checks, looked, fields, now, ...sending });
  return {
    health: { ...next, next: nextLook(next, looked, phase, now) },
    decisions: changesOf(before, checks, now),
    commands: [
      ...(fields ? [{ kind: 'subscribe', fields } as const] : []),
      ...sending.commands,
      ...noticesOf(before, checks),
    ],
  };
}

interface Seen {
  checks: Health['checks'];
  looked: Looked;
  fields: string[] | null;
  now: number;
  heldSince: number | null;
  reopens: number;
}

function withCounts(health: Health, { checks, looked, fields, now, heldSince, reopens }: Seen): Health {
  const state = wordOf(checks);
  const isVain = looked.token !== null && (looked.token.kind === 'no_answer' || looked.token.kind === 'dead');
  const subscription = looked.subscription?.kind;
  return {
    ...health,
    state,
    since: state === health.state ? health.since : now,
    checks,
    unanswered: looked.token === null ? health.unanswered : isVain ? Math.min(20, health.unanswered + 1) : 0,
    putBack: fields ? health.putBack + 1 : subscription === 'read' ? 0 : health.putBack,
    heldSince,
    reopens,
  };
}

interface Sending {
  commands: Command[];
  heldSince: number | null;
  reopens: number;
  /** What is held is tried again then. */
  triesAt: number | null;
}

/**
 * Whether answers are held. A token that was dead and is good again lets them go at once. Where Meta calls one good
 * whose sends it refused, they are tried after a while, and ever more rarely where that was in vain.
 */
function ofSending(health: Health, { isHeld, token: fact }: Looked, token: Finding | null, now: number): Sending {
  const { heldSince, reopens, checks } = health;
  if (token && stopsSending(token)) {
    const reason = token.code === 'of_another' ? 'token_of_another' : 'token_broken';
    return { commands: isHeld ? [] : [{ kind: 'hold_page', reason }], heldSince: null, reopens: 0, triesAt: null };
  }
  if (!isHeld || fact?.kind !== 'good')
    return { commands: [], heldSince: isHeld ? heldSince : null, reopens, triesAt: null };
  const since = heldSince ?? now;
  const triesAt = since + patienceOf(reopens);
  if (stopsSending(checks.token))
    return { commands: [{ kind: 'reopen_page' }], heldSince: null, reopens, triesAt: null };
  if (now < triesAt) return { commands: [], heldSince: since, reopens, triesAt };
  return { commands: [{ kind: 'reopen_page' }], heldSince: null, reopens: Math.min(10, reopens + 1), triesAt: null };
}

function changesOf(before: Health['checks'], checks: Health['checks'], now: number): Decision[] {
  return CHECK_KINDS.filter((kind) => isNews(before[kind], checks[kind])).map((kind) => {
    const { state, code, detail } = checks[kind];
    return { kind, state, code, at: now, detail };
  });
}

/** That a page is quiet for a while, or that all is as it should be at the first look, is no news. */
function isNews(before: Check, now: Check): boolean {
  if (before.code === now.code) return false;
  return before.state !== now.state
    ? before.at !== null || now.state !== 'ok'
    : now.state !== 'ok' || now.code === 'put_back';
}

/** Admins hear of these as troubles of their own. */
const TOLD_ELSEWHERE = new Set<CheckCode>(['no_key', 'buttons_gone', 'new_kinds']);

function noticesOf(before: Health['checks'], checks: Health['checks']): Command[] {
  return CHECK_KINDS.flatMap((check): Command[] => {
    const { state, code, detail } = checks[check];
    const was = before[check];
    const isBad = state === 'broken' || state === 'warning';
    if (isBad && was.code !== code && !TOLD_ELSEWHERE.has(code))
      return [{ kind: 'notice', check, code, detail: detail.subcode === undefined ? null : String(detail.subcode) }];
    // At the first look, too: who was started anew may have forgotten what it told.
    return !isBad && (was.state === 'broken' || was.state === 'warning' || was.at === null) && state === 'ok'
      ? [{ kind: 'settle', check }]
      : [];
  });
}
