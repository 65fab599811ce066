import type { Millis } from './basic.ts';
import type { ContactFacts } from './contact.ts';
import type { DeadlineKind } from './deadlines.ts';

/**
 * What people ask of a chat; may be refused. `chatId` says of which one: the client's next chat has the same workflow.
 * Judged after `until` it is refused: who asked was told by then that nothing happens any more.
 */
export type Request = { chatId: string; by: string; at: Millis; until?: Millis } &
  /** `undoFor`: finished only after so long, and until then it can be undone. */
  (
    | { kind: 'change_status'; to: 'in_progress' | 'finished'; undoFor?: Millis }
    /** It goes on after all. */
    | { kind: 'undo_finish' }
    /** It ends, and nothing is said to its client: it goes into the bin. */
    | { kind: 'delete_chat' }
    | { kind: 'add_operator'; employeeId: string; onlyIfNobody: boolean }
    | { kind: 'remove_operator'; employeeId: string }
    /**
     * Whoever asks gives the chat away: to a person, to a team by its id, or to whom the rules find. `teamName` as it
     * is now, `note`: a line for who gets it.
     */
    | {
        kind: 'transfer';
        to: 'person' | 'team' | 'next';
        target: string | null;
        teamName: string | null;
        note: string | null;
      }
    /** The client's contact, as a person read it. */
    | { kind: 'set_contact'; contact: ContactFacts }
    /** The request is wanted now, whether the contact was given or not. */
    | { kind: 'hand_over' }
    /** `to` null drops the deadline; a moment that has passed makes it due at once. */
    | { kind: 'change_deadline'; deadline: DeadlineKind; to: Millis | null }
  );

export type RequestKind = Request['kind'];
export type RequestOf<K extends RequestKind> = Extract<Request, { kind: K }>;

export type RefusalCode =
  | 'TOO_LATE'
  | 'CHAT_FINISHED'
  | 'ALREADY_TAKEN'
  | 'ALREADY_THEIRS'
  | 'NOT_AN_OPERATOR'
  | 'NO_SUCH_DEADLINE'
  | 'HANDED_OVER'
  | 'NOTHING_TO_UNDO';

/** A *no* of the rules, with who stands in the way. */
export interface Refusal {
  code: RefusalCode;
  by: string | null;
  /** Too late: by this clock, the engine's. */
  at?: Millis;
}
