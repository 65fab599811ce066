/** The words of a chat: what it is, what can happen to it, what it decides. No Temporal, no I/O. */

export type ChatStatus = 'new' | 'answered' | 'in_progress' | 'finished';

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

export interface Deadline {
  kind: 'window_closes';
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
);

export type RefusalCode = 'CHAT_FINISHED' | 'ALREADY_TAKEN' | 'NOT_AN_OPERATOR';

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
  | 'recovered';

/** Something the chat decided, and why. `by` and `about` are employees' ids. */
export interface Decision {
  kind: DecisionKind;
  at: Millis;
  by?: string;
  about?: string;
  reason?: { code: string; [fact: string]: string | number | null };
  dueAt?: Millis;
}

/** What is to be done about a message that waits in the outbox. */
export type Command = { kind: 'release'; messageId: string } | { kind: 'refuse'; messageId: string; reason: string };

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
}

/** What the chat finds out by itself: a deadline came due, or it was started again for an engine that forgot it. */
export type Own = { kind: 'deadline'; deadline: Deadline } | { kind: 'recovered' };
