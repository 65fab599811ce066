import type { PageCard, PageCheck } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';
import { atMoment, duration, wholeNumber } from '#lib/words/format.ts';

/** In a word, how a page or one of its checks is. */
export function stateWord(state: PageCard['state']): string {
  return {
    unknown: m.page_state_unknown,
    ok: m.page_state_ok,
    warning: m.page_state_warning,
    broken: m.page_state_broken,
  }[state]();
}

export function checkTitle(kind: PageCheck['kind']): string {
  return {
    token: m.page_check_token,
    subscription: m.page_check_subscription,
    silence: m.page_check_silence,
    usage: m.page_check_usage,
    drift: m.page_check_drift,
  }[kind]();
}

type Said = Pick<PageCheck, 'code' | 'detail'>;
type Detail = PageCheck['detail'];

const at = ({ until }: Detail, now: Date): string => (until === undefined ? '' : atMoment(new Date(until), now));
const usualOf = ({ usual = 0, minutes = 0 }: Detail) => ({
  usual: wholeNumber(usual),
  time: duration(minutes * 60_000),
});
const list = (items: string[] = []): string => items.join(', ');

const WORDS: Record<PageCheck['code'], (detail: Detail, now: Date) => string> = {
  not_asked: () => m.page_code_not_asked(),
  good: (detail, now) => (detail.until ? m.page_code_good_until({ at: at(detail, now) }) : m.page_code_good()),
  dead: ({ subcode }) => m.page_code_dead({ why: whyDead(subcode) }),
  of_another: () => m.page_code_of_another(),
  no_key: () => m.page_code_no_key(),
  scopes_lost: ({ scopes }) => m.page_code_scopes_lost({ scopes: list(scopes) }),
  expires: (detail, now) => m.page_code_expires({ at: at(detail, now) }),
  held: (detail, now) => m.page_code_held({ at: at(detail, now) }),
  on: () => m.page_code_on(),
  off: () => m.page_code_off(),
  fields_missing: ({ fields }) => m.page_code_fields_missing({ fields: list(fields) }),
  put_back: () => m.page_code_put_back(),
  refused: () => m.page_code_refused(),
  learning: () => m.page_code_learning(),
  heard: () => m.page_code_heard(),
  quiet: (detail) => m.page_code_quiet(usualOf(detail)),
  missed: ({ count = 0 }) => m.page_code_missed({ count }),
  silent: (detail) => m.page_code_silent(usualOf(detail)),
  low: () => m.page_code_low(),
  high: ({ percent = 0 }) => m.page_code_high({ percent: wholeNumber(percent) }),
  limited: (detail, now) => m.page_code_limited({ at: at(detail, now) }),
  as_known: () => m.page_code_as_known(),
  buttons_gone: () => m.page_code_buttons_gone(),
  windows_close_early: ({ count = 0 }) => m.page_code_windows_close_early({ count }),
  new_kinds: ({ kinds }) => m.page_code_new_kinds({ kinds: list(kinds) }),
};

const DEAD = new Map([
  [458, m.page_dead_458],
  [459, m.page_dead_459],
  [460, m.page_dead_460],
  [463, m.page_dead_463],
  [464, m.page_dead_464],
  [467, m.page_dead_467],
  [492, m.page_dead_492],
]);

/** What Meta's subcode of a dead token means; of one that we do not know, it itself. */
function whyDead(subcode: number | undefined): string {
  const word = subcode === undefined ? undefined : DEAD.get(subcode);
  return word?.() ?? [m.page_dead_none(), subcode === undefined ? '' : `(190/${subcode})`].join(' ').trim();
}

/** What was found, in a sentence. */
export function checkWords({ code, detail }: Said, now: Date): string {
  return WORDS[code](detail, now);
}

const CURES = new Map<PageCheck['code'], () => string>([
  ['no_key', m.page_mend_key],
  ['refused', m.page_mend_subscription],
  ['missed', m.page_mend_missed],
  ['silent', m.page_mend_missed],
  ['high', m.page_mend_usage],
  ['windows_close_early', m.page_mend_windows],
  ['new_kinds', m.page_mend_developers],
  ['buttons_gone', m.page_mend_buttons],
]);

/** What a person can do about it; null: nothing has to be done. */
export const cureWords = ({ code }: Said): string | null => CURES.get(code)?.() ?? null;

const BY_TOKEN = new Set<PageCheck['code']>(['dead', 'of_another', 'no_key', 'scopes_lost', 'expires', 'held']);

/** A new token mends it. */
export const wantsToken = ({ code }: Said): boolean => BY_TOKEN.has(code);
