import { own } from '../../settings/own.ts';
import type { CodeOf, DecisionKind, Reasons } from '../decisions.ts';
import { DEADLINES } from '../behaviours/index.ts';
import { type Is, isNumber as number, isWord as text, oneOf, orNull } from './shapes.ts';

/** What was decided, read back from where it was kept: another build may have known other kinds, codes and facts. */

/** The reason with this code. */
type ReasonWith<K extends DecisionKind, C> = Reasons[K] extends infer R
  ? R extends { code: unknown }
    ? C extends R['code']
      ? R
      : never
    : never
  : never;
type Facts<K extends DecisionKind, C> = Required<{ [F in Exclude<keyof ReasonWith<K, C>, 'code'>]: Is }>;

const none = {};

const status = oneOf('new', 'answered', 'in_progress', 'finished');
const change = { from: status, to: status };
const because = { setting: text, page: number, installation: number };
const saying = { template: text, key: text, ...because };
const choice = { kind: text, record: text, page: number, installation: number };
const chosen = { ...choice, rule: orNull(text), candidates: number, replaced: orNull(text) };
const part = { what: oneOf('phone', 'email') };
const given = { note: orNull(text) };
const closed = { opened: text };
const planned = { deadline: oneOf(...DEADLINES), from: number, to: number };
const madeLead = { lead: text, number: text, url: orNull(text) };
const moved = { ...planned, setting: text };

/** Facts by kind and code: a decision that is not here does not compile. */
const DECISIONS = {
  opened: { message: none, postback: none, referral: none, reaction: none, meta_inbox: none },
  joined: { added: none, took: none, came: none, answered: none },
  left: {
    went: none,
    removed: none,
    escalated: none,
    personal_manager: none,
    on_leave: none,
    deactivated: none,
    no_access: none,
  },
  status_changed: { operator_said: change, client_wrote: change, operator_answered: change, answer_failed: change },
  finished: { operator_said: change, silence: { ...change, hours: number, ...because } },
  finishing: { operator_said: none },
  kept_open: { undone: none, client_wrote: none, operator_answered: none, answer_failed: none },
  deleted: { operator_said: { from: status } },
  restored: { operator_said: { to: status }, began_anew: { to: status } },
  window_opened: { message: none, postback: none, referral: none, reaction: none },
  window_closed: { silence: closed, handled_late: closed, refused: closed },
  human_agent: { window_closed: { until: number } },
  answered_in_meta: { meta_inbox: change },
  answer_failed: {},
  recovered: {
    engine_forgot: none,
    engine_restored: none,
    engine_reset: none,
    database_restored: none,
    taken_up_again: none,
  },
  said: {
    phone_required: saying,
    email_required: saying,
    not_understood: saying,
    reminder: saying,
    contact_complete: saying,
    out_of_hours: saying,
    no_answer: saying,
    silence: saying,
  },
  not_said: {
    window_closed: saying,
    open_by_now: saying,
    no_text: saying,
    not_written: saying,
    finishing: saying,
    person_answered: saying,
    question_answered: saying,
    not_asked: saying,
    overtaken: saying,
    not_waiting: saying,
    closed_by_now: saying,
    hours_changed: saying,
    switched_off: saying,
  },
  contact: {
    given: part,
    set: part,
    corrected: part,
    withdrawn: part,
    taken_over: none,
    skipped: none,
    gave_up: because,
    not_asked: because,
    not_required: because,
  },
  deadline: {
    moved,
    fired: moved,
    dropped: { ...moved, to: oneOf(null) },
    postponed: { ...planned, why: oneOf(undefined, 'undelivered'), ...because },
    settings: { ...planned, from: orNull(number), to: orNull(number), ...because },
  },
  lead_wanted: { every_chat: because, if_none_open: because, not_known_contacts: because },
  lead_settled: {
    made: madeLead,
    open_lead: madeLead,
    several_open: none,
    known_contact: { contact: orNull(text) },
  },
  assigned: { manager: chosen, previous: chosen, turn: chosen, least: chosen, only_one: chosen, person: chosen },
  nobody: {
    distribution_off: choice,
    no_candidates: choice,
    all_on_leave: choice,
    all_full: choice,
    all_tried: choice,
    nobody_fits: choice,
    no_manager: choice,
  },
  escalated: {
    no_answer: {
      rung: number,
      to: oneOf('next', 'team', 'person'),
      minutes: number,
      target: orNull(text),
      ...because,
    },
  },
  transferred: {
    person: given,
    team: { ...given, team: text, name: text },
    next: given,
  },
  linked: { contact: { contact: text }, by_hand: { contact: text }, unlinked: none },
} satisfies { [K in DecisionKind]: { [C in CodeOf<K>]: Facts<K, C> } };

export const DECISION_KINDS = Object.keys(DECISIONS) as readonly DecisionKind[];

/** All that there is, as `kind code`; but not how answers fail, which has no bounds. */
export const DECISION_CODES = Object.entries(DECISIONS).flatMap(([kind, codes]) =>
  Object.keys(codes).map((code) => [kind as DecisionKind, code] as const),
);

export type Told = { [K in DecisionKind]: { kind: K; reason: Reasons[K] } }[DecisionKind];

/** The kind and the reason of a decision that was kept; null: this build knows none that is so. */
export function readDecision({ kind, reason }: { kind: string; reason: unknown }): Told | null {
  if (typeof reason !== 'object' || reason === null || !('code' in reason) || !text(reason.code)) return null;
  const codes: Record<string, Record<string, Is>> | undefined = own(DECISIONS, kind);
  const facts: Record<string, Is> | undefined =
    codes && (kind === 'answer_failed' ? none : own(codes, String(reason.code)));
  const kept = new Map<string, unknown>(Object.entries(reason));
  return facts && Object.entries(facts).every(([name, is]) => is(kept.get(name))) ? ({ kind, reason } as Told) : null;
}
