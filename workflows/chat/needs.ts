import type { Rules } from '../settings/vocabulary.ts';
import type {
  Carried,
  ChatState,
  Command,
  ContactFacts,
  Deadline,
  Decision,
  RawInput,
  RecoveredCode,
} from './vocabulary.ts';

/** What the chat's workflow needs done in the world; every one may be called twice with the same effect as once. */
export interface ChatNeeds {
  /** What is kept of the client's open chat, for a run that continues no other one. */
  loadChat(asked: { clientId: string }): Promise<Kept>;
  /** Keeps what was decided, in one transaction: read model, timeline, outbox, change feed, carried state. */
  saveDecisions(saving: Saving): Promise<Saved>;
  /** The settings in force, and what was accepted for the client and not decided about. */
  catchUp(asked: { clientId: string }): Promise<CaughtUp>;
  /** Asks Meta for the client's name and locale and keeps them; a profile Meta does not give is no error. */
  fetchProfile(asked: { clientId: string }): Promise<void>;
}

export interface Kept {
  /** As of the last saved decision; null when no chat is open, or none has decided anything yet. */
  carried: Carried | null;
  /** Accepted and not decided about, in order; the chat takes what it can understand. */
  undecided: RawInput[];
  /** Number of the newest input this knows of: what is told later with a lower number is told again. */
  accepted: number;
  /** The settings in force. */
  rules: Rules;
  /** Those by which the chat decided last, where others came into force since; null: the same. */
  before: Rules | null;
  /** What is known of the client from before. */
  known: ContactFacts;
  /** Meta was asked for the client's name and locale before. */
  profileKnown: boolean;
  /** The save that left `carried`, and the run that made it; null: an older build did, or none. */
  saved?: { token: string; run: string; epoch?: number } | null;
  /** The epoch of the installation, and why it began. */
  epoch?: Epoch;
}

/** Whence inputs are told. Numbers of an earlier epoch of the installation may stand for something else. */
export interface Telling {
  epoch: number;
  /** The chat is to begin with what PostgreSQL keeps, whatever it believes. */
  anew?: true;
}

/** It begins anew with each older copy that is put back: of the engine's data, or of PostgreSQL. */
export interface Epoch {
  number: number;
  reason: RecoveredCode;
}

export interface CaughtUp extends Pick<Kept, 'rules' | 'undecided'> {
  /** An answer to the client is on its way, held, or nobody knows. */
  undelivered: boolean;
}

export interface Saving {
  clientId: string;
  /** Null when nothing is open: only the commands count. */
  chat: ChatState | null;
  /** The chat the first input was attached to when it arrived. */
  hintChatId: string | null;
  carried: Carried;
  deadlines: Deadline[];
  decisions: Decision[];
  commands: Command[];
  /** Numbers of the inputs that led here. */
  inputs: number[];
  /** The messages among them. */
  messages: string[];
  /** How many of the client's messages came after the last answer in this batch; null when there was none. */
  unreadAfterAnswer: number | null;
  finishedBy: string | null;
  /** Where it stands among the saves of its chat. Absent in what an older build saves. */
  lineage?: Lineage;
}

/** Saves of one chat name the one on which they build, like commits: one that builds on another past is stale. */
export interface Lineage {
  run: string;
  /** The save before it; null: there was none, or an older build made it. */
  after: string | null;
  /** It stands exactly as it was decided: no try of the same task can say otherwise. */
  final: boolean;
  /** By its history another run made the save before: this one was reset. */
  reset: boolean;
  /** Of the installation, when the run took itself up. */
  epoch?: number;
}

export interface Saved {
  chatId: string | null;
  number: number | null;
  /** Its name, for the next save. */
  token?: string | null;
  run?: string;
  /** Nothing was kept, for this reason: the chat has to begin with what PostgreSQL keeps. */
  stale?: RecoveredCode;
}
