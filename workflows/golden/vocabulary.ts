import type { ContactFacts, Input, LineKind, Millis, Request } from '../chat/vocabulary.ts';
import type { Candidate, ChatFacts } from '../routing/vocabulary.ts';

/** The words of golden chats: past chats that are run again under other settings. Plain JSON throughout. */

/**
 * All that a chat's course depended on but the settings, as it was when the chat was pinned: what it was taken from is
 * pruned.
 */
export interface Example {
  v: 1;
  chatId: string;
  pageId: string;
  /** What was known of the client at the beginning; stand-ins, no numbers and no addresses. */
  known: ContactFacts;
  /** What the chat was told and asked, in order. */
  happened: (Input | Request)[];
  facts: ChatFacts;
  /** Who might have taken it, as they were then. */
  candidates: Candidate[];
  turns: Record<string, Record<string, number>>;
}

export type { LineKind };

/** One thing that came of it. */
export interface Line {
  /** Since the first input. */
  at: Millis;
  kind: LineKind;
  /** Why; of a status: which one. */
  code?: string;
  template?: string;
  /** The part of the contact, or the kind of the deadline. */
  what?: string;
  /** The employee it is about. */
  to?: string;
  /** Id of the rule by which an operator was chosen. */
  rule?: string;
}

/** What comes of an example under some settings, in order. */
export type Outcome = Line[];

/** What differs: a line is missing (`actual` null), is new (`expected` null), or is another one. */
export interface Difference {
  kind: 'missing' | 'added' | 'changed';
  expected: Line | null;
  actual: Line | null;
}
