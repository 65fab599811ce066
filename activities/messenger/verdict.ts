import type { GraphAnswer } from './graph-call.ts';
import { isRateLimit } from './graph-error.ts';

/** What a call to the Send API means for the message. */
export type Verdict =
  | { kind: 'sent'; mid: string }
  /** Refused for now, surely not delivered: again later. */
  | { kind: 'retry'; reason: string; detail: string }
  /** The page is to be quiet for a while. */
  | { kind: 'pause'; reason: 'rate_limited'; detail: string; pauseMs: number }
  /** Nothing of this page goes out until a person has mended it. */
  | { kind: 'hold'; reason: 'token_broken' | 'page_without_key' | 'page_restricted' | 'policy_blocked'; detail: string }
  | { kind: 'fail'; reason: string; detail: string }
  /** It may have arrived: never sent again blindly. */
  | { kind: 'unknown'; reason: 'no_confirmation'; detail: string };

const DEFAULT_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 60 * 60_000;

/** Meta's decision table (messenger-platform §7.2): by code and subcode, HTTP's status only where there is no JSON. */
export function judgeSend(answer: GraphAnswer): Verdict {
  if (answer.kind === 'not_left') return { kind: 'retry', reason: reasonNotLeft(answer.code), detail: answer.code };
  if (answer.kind === 'lost') return unknown(answer.code);
  const mid = field(answer.body, 'message_id');
  if (typeof mid === 'string') return { kind: 'sent', mid };
  const error = field(answer.body, 'error');
  const code = Number(field(error, 'code') ?? NaN);
  // A page of HTML from something in between says nothing about what became of the message.
  if (Number.isNaN(code)) return unknown(`HTTP ${answer.status}`);
  return judgeError(
    code,
    Number(field(error, 'error_subcode') ?? 0),
    field(error, 'is_transient') === true,
    answer.headers,
  );
}

/**
 * The same of what goes out under the human agent's tag: what Meta says of a page without that feature is not
 * documented, and a missing permission is the likeliest.
 */
export function ofHumanAgent(verdict: Verdict): Verdict {
  const isMissing = verdict.kind === 'fail' && verdict.reason === 'permission';
  return isMissing ? { ...verdict, reason: 'human_agent_not_allowed' } : verdict;
}

/** Ours, and no matter of the network. */
const OWN = new Set(['NOT_SENDABLE', 'FILE_NOT_READ']);

function reasonNotLeft(code: string): 'not_sendable' | 'facebook_unavailable' {
  return OWN.has(code) ? 'not_sendable' : 'facebook_unavailable';
}

function judgeError(code: number, subcode: number, transient: boolean, headers: Headers): Verdict {
  const detail = subcode ? `${code}/${subcode}` : String(code);
  if (code === 1 && subcode === 1357046) return unknown(detail);
  if (code === 613 && subcode === 2018338) return { kind: 'fail', reason: 'policy_blocked', detail };
  if (isRateLimit(code)) return { kind: 'pause', reason: 'rate_limited', detail, pauseMs: pauseFrom(headers) };
  if (code === 190 || code === 102) return { kind: 'hold', reason: 'token_broken', detail };
  if (code === 10 && subcode === 1893063) return { kind: 'hold', reason: 'page_restricted', detail };
  if (code === 368 || code === 2022) return { kind: 'hold', reason: 'policy_blocked', detail };
  if (code === 1 || code === 2 || code === 1200 || transient)
    return { kind: 'retry', reason: 'facebook_unavailable', detail };
  return { kind: 'fail', reason: finalReason(code, subcode), detail };
}

function finalReason(code: number, subcode: number): string {
  if (code === 551 || (code === 10 && subcode === 2018108) || (code === 200 && subcode === 1545041))
    return 'person_unavailable';
  if (code === 10 && [2018278, 2534022, 2018065].includes(subcode)) return 'window_closed';
  if (code === 100 && subcode === 2018001) return 'no_such_person';
  if (code === 10 || code === 3 || (code >= 200 && code < 300)) return 'permission';
  return code === 100 ? 'bad_message' : 'other';
}

/** Meta says in minutes when calls are welcome again (messenger-platform §7.3). */
function pauseFrom(headers: Headers): number {
  const usage = /"estimated_time_to_regain_access":(\d+)/.exec(headers.get('x-business-use-case-usage') ?? '');
  const minutes = Number(usage?.[1] ?? 0);
  return minutes > 0 ? Math.min(LONGEST_PAUSE_MS, minutes * 60_000) : DEFAULT_PAUSE_MS;
}

function unknown(detail: string): Verdict {
  return { kind: 'unknown', reason: 'no_confirmation', detail };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
