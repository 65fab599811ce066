import type { MessageKind, MessageState, MessageVia } from '#db/entities/message.ts';
import type { ChatPhase, ChatStatus, WindowReason } from '#workflows/chat/vocabulary.ts';
import type { NobodyCode } from '#workflows/routing/vocabulary.ts';

export interface Person {
  id: string;
  name: string;
}

export interface LastMessage {
  id: string;
  direction: 'in' | 'out';
  via: MessageVia;
  text: string;
  kind: MessageKind;
  state: MessageState;
  /** Epoch milliseconds. */
  at: number;
  /** Why it failed, is held or unknown. */
  reason: string | null;
  /** Type of its first attachment. */
  attachment: string | null;
  authorId: string | null;
}

/** What the client said last, whoever spoke after them. */
export interface ClientSaid {
  kind: MessageKind;
  text: string;
  /** Type of its first attachment. */
  attachment: string | null;
  /** Epoch milliseconds. */
  at: number;
}

/** Who the client is in the CRM. */
export interface LinkedContact {
  id: string;
  name: string;
  segment: string;
  manager: Person | null;
}

/** What the client wants, as the CRM has it. */
export interface LinkedLead {
  id: string;
  number: number;
  name: string;
}

/** Why a chat has no operator: none was found, one is being sought, or none is wanted yet. */
export interface Waiting {
  /** Epoch milliseconds. */
  since: number;
  reason: NobodyCode | 'seeking' | 'collecting' | 'answered' | 'not_decided';
  /** The choice that found nobody. */
  recordId: string | null;
}

/** Who put a chat into the bin, and when (epoch milliseconds). */
export interface InBin {
  at: number;
  by: Person | null;
}

/** Which chat it is, and whose. */
export interface ChatPlace {
  id: string;
  number: number;
  clientId: string;
  pageId: string;
}

/** A chat with all that a list or its page shows. */
export interface ChatRow extends ChatPlace {
  status: ChatStatus;
  phase: ChatPhase;
  noContact: boolean;
  phone: string | null;
  email: string | null;
  unread: number;
  waitingSince: Date | null;
  windowUntil: Date | null;
  windowPossibleUntil: Date | null;
  windowReason: WindowReason | null;
  /** As they were kept; `readDeadlines` tells those of this build. */
  deadlines: unknown;
  rung: number;
  /** Null where it has an operator, or is finished. */
  waiting: Waiting | null;
  finishedAt: Date | null;
  finishedBy: string | null;
  createdAt: Date;
  lastContactAt: Date;
  version: string;
  firstName: string;
  lastName: string;
  pageName: string;
  operators: Person[];
  contact: LinkedContact | null;
  /** The last one that is open, or else the last one of the client. */
  lead: LinkedLead | null;
  lastMessage: LastMessage | null;
  clientSaid: ClientSaid | null;
  /** An answer of ours is held back until its page can send again. */
  held: boolean;
  /** Null: it is not in the bin. */
  deleted: InBin | null;
}
