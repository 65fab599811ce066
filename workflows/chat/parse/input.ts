import type { Telling } from '../needs.ts';
import type { Input, Request } from '../vocabulary.ts';

/**
 * What comes from the engine is read as strictly as what comes from the web: whoever reaches the engine can signal a
 * chat, and a task that cannot understand what it was told would be taken again for ever.
 */
type Facts = Record<string, unknown>;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';
const isMoment = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isOneOf =
  (...words: unknown[]) =>
  (value: unknown): boolean =>
    words.includes(value);
const isContact = (value: unknown): boolean =>
  isObject(value) && ['phone', 'email'].every((part) => value[part] === undefined || isText(value[part]));
const isMaybe =
  (is: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || is(value);

type Shape = Record<string, (value: unknown) => boolean>;

const CHOSEN: Shape = {
  recordId: isText,
  ask: isCount,
  as: isText,
  page: isCount,
  installation: isCount,
  code: isText,
};
const OPENS = isOneOf('message', 'postback', 'referral', 'reaction');

const INPUTS = {
  client_wrote: {
    messageId: isText,
    opens: OPENS,
    contact: isMaybe(isContact),
    answer: isMaybe(isContact),
    intent: isMaybe(isText),
    ad: isMaybe(isOneOf('message', 'click')),
    call: isMaybe(isOneOf(true)),
  },
  client_corrected: { about: isText, contact: isContact, answer: isContact, was: isContact },
  client_acted: { opens: OPENS },
  operator_replied: { messageId: isText, employeeId: isText },
  answered_in_meta: { messageId: isText },
  answer_failed: { messageId: isText, code: isText, closesWindow: isMaybe(isOneOf(true)) },
  operator_assigned: {
    ...CHOSEN,
    employeeId: isText,
    rule: isTextOrNull,
    contactId: isTextOrNull,
    candidates: isCount,
  },
  operator_not_found: CHOSEN,
  operator_gone: { employeeId: isText, code: isText },
  operator_back: { employeeId: isText },
  not_said: { template: isText, key: isText },
  contact_linked: { contactId: isTextOrNull, by: isText },
} satisfies Record<Input['kind'], Shape>;

const REQUESTS = {
  change_status: { to: isOneOf('in_progress', 'finished') },
  add_operator: { employeeId: isText, onlyIfNobody: isOneOf(true, false) },
  remove_operator: { employeeId: isText },
  set_contact: { contact: isContact },
  hand_over: {},
  change_deadline: { deadline: isText, to: (value) => value === null || isMoment(value) },
} satisfies Record<Request['kind'], Shape>;

const TOLD: Shape = { id: isCount, chatId: isText, at: isMoment, settings: isMaybe(isCount) };
const ASKED: Shape = {
  chatId: isText,
  by: isText,
  at: isMoment,
  after: isCount,
  epoch: isMaybe(isCount),
  until: isMaybe(isMoment),
};

/**
 * The inputs that can be understood, in order. What cannot stays undecided in PostgreSQL: it is told again, and shown
 * to admins.
 */
export function inputsIn(told: unknown): Input[] {
  return Array.isArray(told) ? told.filter((input: unknown): input is Input => fits(input, TOLD, INPUTS)) : [];
}

/**
 * The newest number that was told, understood or not: a request is not kept waiting for what nobody will understand.
 */
export function newestIn(told: unknown): number {
  const numbers = Array.isArray(told) ? told.map((input: unknown) => (isObject(input) ? input['id'] : 0)) : [];
  return Math.max(0, ...numbers.filter((id): id is number => isCount(id)));
}

/** Whence it was told; undefined where that is not said, as by older builds. */
export function tellingIn(telling: unknown): Telling | undefined {
  if (!isObject(telling) || !isCount(telling['epoch'])) return undefined;
  return { epoch: telling['epoch'] as number, ...(telling['anew'] === true ? { anew: true } : {}) };
}

export function isRequest(asked: unknown): asked is Request & { after: number; epoch?: number } {
  return fits(asked, ASKED, REQUESTS);
}

/** What an activity returned, or an earlier run carried: ours, or nothing may be built on it. */
export function readable<T>(value: T): T {
  if (isObject(value) && value['unreadable'] === true) throw new Error('a payload of ours cannot be read');
  return value;
}

function fits(value: unknown, common: Shape, kinds: Record<string, Shape>): boolean {
  if (!isObject(value)) return false;
  const { kind } = value;
  const own = typeof kind === 'string' && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  return own !== undefined && Object.entries({ ...common, ...own }).every(([name, is]) => is(value[name]));
}

function isObject(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
