import { isObject } from '../../settings/layers.ts';
import { AUTOMATIC_MESSAGES } from '../../settings/vocabulary.ts';
import type { CodeOf } from '../decisions.ts';
import type { Telling } from '../needs.ts';
import type { Input, InputKind, InputOf, Told } from '../vocabulary.ts';
import {
  fits,
  fitsCode,
  fitsKind,
  isContact,
  isCount,
  isNumber,
  isText,
  isWord,
  maybe,
  oneOf,
  orNull,
  type Shape,
  type ShapeOf,
} from './shapes.ts';

/**
 * What comes from the engine or from where it was kept is read as strictly as what comes from the web: whoever reaches
 * the engine can signal a chat, and a task that cannot understand what it was told would be taken again for ever.
 */
const TOLD = { id: isCount, chatId: isText, at: isNumber, settings: maybe(isCount) } satisfies ShapeOf<Told>;

const OPENS = oneOf('message', 'postback', 'referral', 'reaction');
const CHOICE = {
  recordId: isText,
  ask: isCount,
  as: oneOf('first', 'contact', 'next', 'team', 'person'),
  page: isCount,
  installation: isCount,
};

const LEAD = { lead: isText, number: isWord, url: orNull(isText) };
const LEAD_OUTCOMES: { [C in CodeOf<'lead_settled'>]: Shape } = {
  made: LEAD,
  open_lead: LEAD,
  several_open: {},
  known_contact: { contact: orNull(isText) },
};

/** Facts by kind: an input that is not here does not compile. */
const INPUTS = {
  client_wrote: {
    messageId: isText,
    opens: OPENS,
    contact: maybe(isContact),
    answer: maybe(isContact),
    // One that is not known is none: the client's word counts more.
    intent: maybe(isText),
    ad: oneOf(undefined, 'message', 'click'),
    call: oneOf(undefined, true),
  },
  client_corrected: { about: isText, contact: isContact, answer: isContact, was: isContact },
  client_acted: { opens: OPENS },
  operator_replied: { messageId: isText, employeeId: isText, humanAgent: oneOf(undefined, true) },
  answered_in_meta: { messageId: isText },
  answer_failed: { messageId: isText, code: isText, closesWindow: oneOf(undefined, true) },
  operator_assigned: {
    ...CHOICE,
    code: oneOf('manager', 'previous', 'turn', 'least', 'only_one', 'person'),
    employeeId: isText,
    rule: orNull(isWord),
    contactId: orNull(isWord),
    candidates: isCount,
  },
  operator_not_found: {
    ...CHOICE,
    code: oneOf(
      'distribution_off',
      'no_candidates',
      'all_on_leave',
      'all_full',
      'all_tried',
      'nobody_fits',
      'no_manager',
    ),
  },
  operator_gone: { employeeId: isText, code: oneOf('on_leave', 'deactivated', 'no_access') },
  operator_back: { employeeId: isText },
  not_said: { template: isText, key: isText },
  held_may_go: {
    about: isText,
    template: oneOf(...AUTOMATIC_MESSAGES),
    key: isText,
    until: maybe(isNumber),
    answered: oneOf(undefined, true),
    behind: oneOf(undefined, true),
    file: oneOf(undefined, true),
  },
  contact_linked: { contactId: orNull(isWord), by: isText },
  lead_settled: { outcome: (value) => fitsCode(value, LEAD_OUTCOMES) },
  chat_restored: {},
} satisfies { [K in InputKind]: ShapeOf<InputOf<K>, keyof Told | 'kind'> };

/** One of this build's inputs, whole. */
export function isInput(told: unknown): told is Input {
  return fits(told, TOLD) && fitsKind(told, INPUTS);
}

/**
 * The inputs that can be understood, in order. What cannot stays undecided in PostgreSQL: it is told again, and shown
 * to admins.
 */
export function inputsIn(told: unknown): Input[] {
  return Array.isArray(told) ? told.filter(isInput) : [];
}

/**
 * The newest number that was told, understood or not: a request is not kept waiting for what nobody will understand.
 */
export function newestIn(told: unknown): number {
  const numbers = Array.isArray(told) ? told.map((input: unknown) => (isObject(input) ? input['id'] : 0)) : [];
  return Math.max(0, ...numbers.filter(isCount));
}

/** Whence it was told; undefined where that is not said, as by older builds. */
export function tellingIn(telling: unknown): Telling | undefined {
  if (!isObject(telling) || !isCount(telling['epoch'])) return undefined;
  return { epoch: telling['epoch'], ...(telling['anew'] === true ? { anew: true } : {}) };
}
