import type { AutomaticMessage, Rules } from '../settings/vocabulary.ts';

/** The words of a chat: what it is, what can happen to it, what it decides. No Temporal, no I/O. */

export type ChatStatus = 'new' | 'answered' | 'in_progress' | 'finished';

/** Whether the client's request has been handed over, or which part of their contact is still being asked for. */
export type ChatPhase = 'collecting_phone' | 'collecting_email' | 'open';

/** What opened Meta's 24-hour right to answer. */
export type WindowReason = 'message' | 'postback' | 'referral' | 'reaction';

/** Epoch milliseconds throughout. */
export type Millis = number;

export interface Operator {
  id: string;
  since: Millis;
}

export interface MessagingWindow {
  until: Millis;
  reason: WindowReason;
  /** The closing was noted in the timeline. */
  closed: boolean;
}

/**
 * What the chat does by itself: notes that Meta's window closed, sends the waiting message, repeats the question for the contact, hands
 * the request over without one, ends a silent chat.
 */
export const DEADLINES = ['window_closes', 'waiting', 'contact_reminder', 'contact_gives_up', 'auto_finish'] as const;
export type DeadlineKind = (typeof DEADLINES)[number];

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
  /** The client's first unanswered message. */
  waitingSince: Millis | null;
  lastContactAt: Millis;
  /** The last answer and since when the client had waited for it: taken back if it turns out not to have arrived. */
  lastAnswer: { messageId: string; waitedSince: Millis | null } | null;
  /** The client's name was asked of Meta. */
  profileAsked: boolean;
  /** Absent: open. */
  phase?: ChatPhase;
  /** What is known of the client: given in this chat or before it. */
  contact?: ContactFacts;
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
}

export interface Collection {
  since: Millis;
  /** How many questions were put so far, repetitions not counted. */
  asked: number;
  /** When the question was put last: what was written before it is no answer to it. */
  askedAt: Millis;
  /** Answers to the present question that could not be read. */
  attempts: number;
  reminded: boolean;
}

/** `key` names the occasion: a later wait is another one. */
export interface Override {
  kind: DeadlineKind;
  key: string;
  at: Millis | null;
  /** A person wanted it so: hours do not move it, nor do other settings. */
  byHand?: true;
}

/** Everything a run hands to the next one, and PostgreSQL keeps in case the engine forgets. */
export interface Carried {
  chat: ChatState | null;
  /** Numbers of the inputs already taken, newest last, bounded. */
  seen: number[];
}

/** A phone or an e-mail address found in what the client wrote. */
export interface ContactFacts {
  phone?: string;
  email?: string;
}

interface Told {
  /** Number of the input in the client's queue; the second copy of a number is ignored. */
  id: number;
  /** Revision of the settings in force when it was told: the chat reads them anew when it decided by older ones. */
  settings?: number;
  chatId: string;
  at: Millis;
}

/** What the relay tells a chat: references and short facts, never texts. */
export type Input = Told &
  (
    | { kind: 'client_wrote'; messageId: string; opens: WindowReason; contact?: ContactFacts }
    | { kind: 'client_acted'; opens: WindowReason }
    | { kind: 'operator_replied'; messageId: string; employeeId: string }
    | { kind: 'answered_in_meta'; messageId: string }
    | { kind: 'answer_failed'; messageId: string; code: string }
  );

/** What people ask of a chat; may be refused. `chatId` says of which one: the client's next chat has the same workflow. */
export type Request = { chatId: string; by: string; at: Millis } & (
  | { kind: 'change_status'; to: 'in_progress' | 'finished' }
  | { kind: 'add_operator'; employeeId: string; onlyIfNobody: boolean }
  | { kind: 'remove_operator'; employeeId: string }
  /** The client's contact, as a person read it. */
  | { kind: 'set_contact'; contact: ContactFacts }
  /** The request is wanted now, whether the contact was given or not. */
  | { kind: 'hand_over' }
  /** `to` null drops the deadline; a moment that has passed makes it due at once. */
  | { kind: 'change_deadline'; deadline: DeadlineKind; to: Millis | null }
);

export type RefusalCode = 'CHAT_FINISHED' | 'ALREADY_TAKEN' | 'NOT_AN_OPERATOR' | 'NO_SUCH_DEADLINE' | 'HANDED_OVER';

/** A *no* of the rules, with who stands in the way. */
export interface Refusal {
  code: RefusalCode;
  by: string | null;
}

export type DecisionKind =
  | 'opened'
  | 'joined'
  | 'left'
  | 'status_changed'
  | 'finished'
  | 'window_opened'
  | 'window_closed'
  | 'answered_in_meta'
  | 'answer_failed'
  | 'recovered'
  /** An automatic message goes out, or is left out for the stated reason. */
  | 'said'
  | 'not_said'
  /** About the client's phone or e-mail: given, known, skipped, … */
  | 'contact'
  /** The settings want a lead for this chat. */
  | 'lead_wanted'
  /** A deadline was moved: by a person, by new settings, into working hours. */
  | 'deadline';

/** Something the chat decided, and why. `by` and `about` are employees' ids. */
export interface Decision {
  kind: DecisionKind;
  at: Millis;
  by?: string;
  about?: string;
  reason?: { code: string; [fact: string]: string | number | null };
  dueAt?: Millis;
}

/** What is to be done: about a message that waits in the outbox, an automatic message, the client's contact. */
export type Command =
  | { kind: 'release'; messageId: string }
  | { kind: 'refuse'; messageId: string; reason: string }
  | Say
  | { kind: 'keep_contact'; contact: ContactFacts };

/** An automatic message. Of one template and key there is one in a chat, ever. */
export interface Say {
  kind: 'say';
  template: AutomaticMessage;
  key: string;
  at: Millis;
  /** For texts that tell when somebody is there again. */
  opensAt?: Millis;
}

/** `chat` null: no chat is open. */
export interface Outcome {
  chat: ChatState | null;
  decisions: Decision[];
  commands: Command[];
  refusal?: Refusal;
}

/** Whose chat it is; `run` names a chat that gets opened. */
export interface Identity {
  clientId: string;
  pageId: string;
  run: string;
  /** The client's contact as known when the chat is opened. */
  known?: ContactFacts;
}

/** What the chat finds out by itself: a deadline came due, or it was started again for an engine that forgot it. */
export type Own =
  /** `undelivered`: an answer to the client is still on its way, or held. */
  | { kind: 'deadline'; deadline: Deadline; undelivered?: boolean }
  | { kind: 'recovered' }
  /** Other settings are in force than those in `before`. */
  | { kind: 'settings_changed'; before: Rules };
