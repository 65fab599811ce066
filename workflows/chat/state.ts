import type { AskKind } from '../routing/vocabulary.ts';

/** What a chat is. Plain JSON. */

export type ChatStatus = 'new' | 'answered' | 'in_progress' | 'finished';

/** Whether the client's request has been handed over, or which part of their contact is still being asked for. */
export type ChatPhase = 'collecting_phone' | 'collecting_email' | 'open';

/** What opened Meta's 24-hour right to answer. */
export type WindowReason = 'message' | 'postback' | 'referral' | 'reaction';

/** An advertisement brought the client: with their message, or with a click before it. */
export type AdStep = 'message' | 'click';

/** Epoch milliseconds throughout. */
export type Millis = number;

export interface Operator {
  id: string;
  since: Millis;
}

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

/**
 * What the chat does by itself: notes that Meta's window closed, sends the waiting message, repeats the question for
 * the contact, hands the request over without one, ends a silent chat, goes on to the next operator.
 */
export const DEADLINES = [
  'window_closes',
  'waiting',
  'contact_reminder',
  'contact_gives_up',
  'auto_finish',
  'escalation',
] as const;
export type DeadlineKind = (typeof DEADLINES)[number];
/** No deadline is moved further ahead by hand: a year. */
export const FURTHEST_MS = 366 * 24 * 60 * 60 * 1000;

export interface Deadline {
  kind: DeadlineKind;
  at: Millis;
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
  /** Deadlines that an admin moved (`at`) or dropped (null). */
  overrides?: Override[];
  /** An operator is sought. */
  wanted?: Wanted;
  /** How often one was sought so far. */
  asks?: number;
  /** Who had the chat since the last answer, or left it: the next one is somebody else. */
  tried?: string[];
  /** The ladder of escalation in the present wait. */
  ladder?: Ladder;
  /** Operators who are away for long: they leave it when the client writes. */
  gone?: { id: string; code: GoneCode }[];
}

/** One search for an operator; its number tells late answers from those it waits for. */
export interface Wanted {
  ask: number;
  as: AskKind;
  since: Millis;
  /** The team or the person a rung names. */
  target: string | null;
  /** Also while no client waits: the chat had an operator. */
  anyway?: true;
}

export interface Ladder {
  /** The wait, by its beginning. */
  waits: Millis;
  /** Rungs it has gone up. */
  steps: number;
  /** When it went up last. */
  at: Millis;
}

/** Why an operator has no part in a chat any more. */
export type GoneCode = 'on_leave' | 'deactivated' | 'no_access';

export interface Collection {
  since: Millis;
  /** How many questions were put so far, repetitions not counted. */
  asked: number;
  /** When the question was put last: what was written before it is no answer to it. */
  askedAt: Millis;
  /** Answers to the present question that could not be read. */
  attempts: number;
  reminded: boolean;
  /** The question could not be sent: nobody is waited for who was not asked. */
  unasked?: true;
}

/** `key` names the occasion: a later wait is another one. */
export interface Override {
  kind: DeadlineKind;
  key: string;
  at: Millis | null;
  /** A person wanted it so: hours do not move it, nor do other settings. */
  byHand?: true;
  /** How often it was put off already. */
  times?: number;
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

export type ContactPart = 'phone' | 'email';

/** A phone or an e-mail address found in what the client wrote. */
export type ContactFacts = { [Part in ContactPart]?: string };

/** How a number or an address in a message stands to one before it, as far as the words tell. */
export type Intent = 'corrects' | 'adds';

export interface Given {
  messageId: string;
  at: Millis;
  /** It does not stand there any more. */
  withdrawn?: true;
}
