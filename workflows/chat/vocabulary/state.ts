import type { ChatPhase, ChatStatus, Millis, WindowReason } from './basic.ts';
import type { Collection, ContactFacts, ContactPart, Given } from './contact.ts';
import type { Override } from './deadlines.ts';
import type { Escalated, GoneCode, Operator, Wanted } from './operators.ts';

/** An answer that was accepted. It is taken back if it turns out not to have arrived. */
export interface Answer {
  messageId: string;
  /** When the wait began which this one ended; null: an earlier answer had ended it. */
  ended: Millis | null;
  /** It made the chat *answered*. */
  turned?: true;
}

export interface MessagingWindow {
  /** Until then it is certain. */
  until: Millis;
  /** After an advertisement: until then Meta may take answers; it refuses them when it does not. */
  possible?: Millis;
  reason: WindowReason;
  /** The closing was noted in the timeline. */
  closed: boolean;
}

/** A person finished it and may still undo that. */
export interface Ending {
  by: string;
  at: Millis;
  /** Until then. */
  until: Millis;
}

/** What a chat's workflow carries. Plain JSON; every field added later is optional. */
export interface ChatState {
  v: 1;
  clientId: string;
  pageId: string;
  /** Null until the first decision is saved. */
  chatId: string | null;
  /** The run that opened this chat: the key under which it is saved. */
  openedBy: string;
  /** Number of the last saved decision. */
  seq: number;
  status: ChatStatus;
  operators: Operator[];
  window: MessagingWindow | null;
  /** An advertisement was clicked then, and no message came since. */
  fromAd?: Millis;
  /** The client's first unanswered message. */
  waitingSince: Millis | null;
  lastContactAt: Millis;
  /**
   * What older builds know of answers: the last one, and since when the client had waited for it. Null where there is a
   * ledger.
   */
  lastAnswer: { messageId: string; waitedSince: Millis | null } | null;
  /** Answers that may be on their way, oldest first, each with the wait it ended (`hearing/ledger.ts`). */
  ledger?: Answer[];
  /** The client's name was asked of Meta. */
  profileAsked: boolean;
  /** Absent: open. */
  phase?: ChatPhase;
  /** What is known of the client: given in this chat or before it. */
  contact?: ContactFacts;
  /** The messages of this chat in which the client gave it. */
  given?: Partial<Record<ContactPart, Given>>;
  /** While the contact is asked for. */
  collection?: Collection;
  /** Handed over although the contact that is required was not given. */
  noContact?: boolean;
  /** When the request was handed over, if it was held back before. */
  handedOverAt?: Millis;
  /** The wait (by its beginning) for which the waiting message went out, or was left out for a reason. */
  waitNoticed?: Millis;
  /** Until then the client knows that nobody is there. */
  outOfHoursUntil?: Millis;
  /** The same as the client heard it last, of hours that were changed since. */
  heardHours?: Millis;
  /** Deadlines that an admin moved (`at`) or dropped (null). */
  overrides?: Override[];
  /** An operator is sought. */
  wanted?: Wanted;
  /** How often one was sought so far. */
  asks?: number;
  /** Who had the chat since the last answer, or left it: the next one is somebody else. */
  tried?: string[];
  /** The escalation of the present wait, by the name under which it is kept since the first chats. */
  ladder?: Escalated;
  /** Operators who are away for long: they leave it when the client writes. */
  gone?: { id: string; code: GoneCode }[];
  /** It ends in a moment. */
  ending?: Ending;
}

/** Everything a run hands to the next one, and PostgreSQL keeps in case the engine forgets. */
export interface Carried {
  chat: ChatState | null;
  /** Numbers of the inputs already taken, newest last, bounded. */
  seen: number[];
  /** Revision of the settings by which it decided last. */
  settings?: number;
  /** Ids of the newest requests that were answered: the engine asks them again when a run is reset. */
  settled?: string[];
}
