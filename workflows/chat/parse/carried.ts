import { isObject } from '../../settings/layers.ts';
import { DEADLINES } from '../behaviours/index.ts';
import type { Answer, Carried, ChatState, Deadline, Ending, Operator, Override, Wanted } from '../vocabulary.ts';
import {
  fits,
  fitting,
  isContact,
  isCount,
  isFlag,
  isNumber,
  isText,
  isWord,
  listOf,
  maybe,
  oneOf,
  orNull,
  type ShapeOf,
} from './shapes.ts';

/** The state of a chat, read back from where it was kept. What an older build did not know of may be missing. */

const operator = { id: isText, since: isNumber } satisfies ShapeOf<Operator>;
const window = { until: isNumber, possible: maybe(isNumber), reason: isText, closed: isFlag } satisfies ShapeOf<
  NonNullable<ChatState['window']>
>;
const answer = { messageId: isText, ended: orNull(isNumber), turned: maybe(isFlag) } satisfies ShapeOf<Answer>;
const collection = {
  since: isNumber,
  asked: isCount,
  askedAt: isNumber,
  attempts: isCount,
  reminded: isFlag,
  unasked: maybe(isFlag),
} satisfies ShapeOf<NonNullable<ChatState['collection']>>;
// Of a behaviour that another build has, too: it fits no deadline of ours.
const override = {
  kind: isText,
  key: isWord,
  at: orNull(isNumber),
  byHand: maybe(isFlag),
  times: maybe(isCount),
} satisfies ShapeOf<Override>;
const wanted = {
  ask: isCount,
  as: isText,
  since: isNumber,
  target: orNull(isWord),
  anyway: maybe(isFlag),
  beside: maybe(listOf(isText)),
} satisfies ShapeOf<Wanted>;
const ending = { by: isText, at: isNumber, until: isNumber } satisfies ShapeOf<Ending>;
const escalated = { waits: isNumber, steps: isCount, at: isNumber };

/** A part of the state that is not here does not compile. */
const CHAT = {
  v: oneOf(1),
  clientId: isText,
  pageId: isText,
  chatId: orNull(isText),
  openedBy: isText,
  seq: isCount,
  status: oneOf('new', 'answered', 'in_progress', 'finished'),
  operators: listOf(fitting(operator)),
  window: orNull(fitting(window)),
  fromAd: maybe(isNumber),
  waitingSince: orNull(isNumber),
  lastContactAt: isNumber,
  lastAnswer: orNull(isObject),
  ledger: maybe(listOf(fitting(answer))),
  profileAsked: isFlag,
  phase: oneOf(undefined, 'collecting_phone', 'collecting_email', 'open'),
  contact: maybe(isContact),
  given: maybe(isObject),
  collection: maybe(fitting(collection)),
  noContact: maybe(isFlag),
  handedOverAt: maybe(isNumber),
  waitNoticed: maybe(isNumber),
  outOfHoursUntil: maybe(isNumber),
  heardHours: maybe(isNumber),
  overrides: maybe(listOf(fitting(override))),
  wanted: maybe(fitting(wanted)),
  asks: maybe(isCount),
  tried: maybe(listOf(isText)),
  ladder: maybe(fitting(escalated)),
  gone: maybe(listOf(fitting({ id: isText, code: isText }))),
  ending: maybe(fitting(ending)),
} satisfies ShapeOf<ChatState>;

const CARRIED = {
  chat: orNull(fitting(CHAT)),
  seen: listOf(isCount),
  settings: maybe(isCount),
  settled: maybe(listOf(isText)),
} satisfies ShapeOf<Carried>;

/** Null: nothing is kept. What this build cannot read it does not go on with: the chat waits for one that can. */
export function readCarried(kept: unknown): Carried | null {
  if (kept === null || kept === undefined) return null;
  if (!isCarried(kept)) throw new Error('the state of a chat cannot be read by this build');
  return kept;
}

/** Deadlines as they were kept; those of a behaviour that this build does not have are left out. */
export function readDeadlines(kept: unknown): Deadline[] {
  return Array.isArray(kept) ? kept.filter(isDeadline) : [];
}

function isCarried(kept: unknown): kept is Carried {
  return fits(kept, CARRIED);
}

function isDeadline(kept: unknown): kept is Deadline {
  return fits(kept, { kind: oneOf(...DEADLINES), at: isNumber });
}
