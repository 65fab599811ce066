import type { Refusal, RefusalCode, Request, RequestKind, RequestOf } from '../vocabulary.ts';
import { LONGEST_NOTE } from '../vocabulary/basic.ts';
import {
  fits,
  fitsKind,
  type Is,
  isContact,
  isCount,
  isFlag,
  isNumber,
  isText,
  isWord,
  maybe,
  oneOf,
  orNull,
  type ShapeOf,
} from './shapes.ts';

type Always = 'chatId' | 'by' | 'at' | 'until';
type Timely = Request & { after: number; epoch?: number };

const ASKED = {
  chatId: isText,
  by: isText,
  at: isNumber,
  after: isCount,
  epoch: maybe(isCount),
  until: maybe(isNumber),
} satisfies ShapeOf<Pick<Timely, Always | 'after' | 'epoch'>>;

const isNote: Is = (value) => isText(value) && String(value).length <= LONGEST_NOTE;

/** Facts by kind: a request that is not here does not compile. */
const REQUESTS = {
  change_status: { to: oneOf('in_progress', 'finished'), undoFor: maybe(isCount) },
  undo_finish: {},
  delete_chat: {},
  add_operator: { employeeId: isText, onlyIfNobody: isFlag },
  remove_operator: { employeeId: isText },
  transfer: {
    to: oneOf('person', 'team', 'next'),
    target: orNull(isText),
    teamName: orNull(isText),
    note: orNull(isNote),
  },
  set_contact: { contact: isContact },
  hand_over: {},
  change_deadline: { deadline: isText, to: orNull(isNumber) },
} satisfies { [K in RequestKind]: ShapeOf<RequestOf<K>, Always | 'kind'> };

/** What was asked of the chat, with the inputs that come before it. */
export function isTimely(asked: unknown): asked is Timely {
  return fits(asked, ASKED) && fitsKind(asked, REQUESTS);
}

/** The same as it is kept with a golden chat: whatever came before it stands before it. */
export function isRequest(asked: unknown): asked is Request {
  return fits(asked, { chatId: isText, by: isWord, at: isNumber, until: maybe(isNumber) }) && fitsKind(asked, REQUESTS);
}

const CODES = {
  TOO_LATE: true,
  CHAT_FINISHED: true,
  ALREADY_TAKEN: true,
  ALREADY_THEIRS: true,
  NOT_AN_OPERATOR: true,
  NO_SUCH_DEADLINE: true,
  HANDED_OVER: true,
  NOTHING_TO_UNDO: true,
} satisfies Record<RefusalCode, true>;

const REFUSAL = {
  code: oneOf(...Object.keys(CODES)),
  by: orNull(isText),
  at: maybe(isNumber),
} satisfies ShapeOf<Refusal>;

/** How a chat refused, as it came through the engine; null: in no way that is known. */
export function readRefusal(told: unknown): Refusal | null {
  return isRefusal(told) ? told : null;
}

function isRefusal(told: unknown): told is Refusal {
  return fits(told, REFUSAL);
}
