import type { AskKind, ChosenCode, NobodyCode } from '../routing/vocabulary.ts';
import type { AutomaticMessage, Rules } from '../settings/vocabulary.ts';
import type { Decision, RecoveredCode } from './decisions.ts';
import type {
  AdStep,
  ChatState,
  ContactFacts,
  Deadline,
  DeadlineKind,
  GoneCode,
  Intent,
  Millis,
  WindowReason,
} from './state.ts';

export type * from './decisions.ts';
export type * from './state.ts';
export { DECISION_CODES, DECISION_KINDS, readDecision, type Told as ToldDecision } from './parse/decision.ts';
export { DEADLINES, FURTHEST_MS } from './state.ts';

/** The words of a chat: what can happen to it, what it decides, what is to be done. No Temporal, no I/O. */

/** What was chosen, as the chat tells it. Versions are those of the settings by which it was chosen. */
interface Chosen {
  /** The record with all it depended on. */
  recordId: string;
  ask: number;
  as: AskKind;
  page: number;
  installation: number;
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
    | {
        kind: 'client_wrote';
        messageId: string;
        opens: WindowReason;
        /** What stands in it and can be nothing else. */
        contact?: ContactFacts;
        /** What it says where it answers the question for it. Absent as well in what an older build told. */
        answer?: ContactFacts;
        intent?: Intent;
        ad?: AdStep;
        call?: true;
      }
    /** The client changed a message of theirs: what stands in it now, read both ways, and what stood there. */
    | { kind: 'client_corrected'; about: string; contact: ContactFacts; answer: ContactFacts; was: ContactFacts }
    | { kind: 'client_acted'; opens: WindowReason }
    | { kind: 'operator_replied'; messageId: string; employeeId: string }
    | { kind: 'answered_in_meta'; messageId: string }
    /** `closesWindow`: Meta said that the right to answer has ended. Told since a window may only possibly be open. */
    | { kind: 'answer_failed'; messageId: string; code: string; closesWindow?: true }
    | ({
        kind: 'operator_assigned';
        employeeId: string;
        code: ChosenCode;
        /** Name of the rule, as it was. */
        rule: string | null;
        /** How many were considered. */
        candidates: number;
        /** The contact that was linked by its phone or e-mail. */
        contactId: string | null;
      } & Chosen)
    | ({ kind: 'operator_not_found'; code: NobodyCode } & Chosen)
    | { kind: 'operator_gone'; employeeId: string; code: GoneCode }
    | { kind: 'operator_back'; employeeId: string }
    /** The question of this occasion was decided at this moment and could not be written: it never went out. */
    | { kind: 'not_said'; template: string; key: string }
    /** A person linked a contact, or took the link away. */
    | { kind: 'contact_linked'; contactId: string | null; by: string }
  );

/**
 * What people ask of a chat; may be refused. `chatId` says of which one: the client's next chat has the same workflow.
 * Judged after `until` it is refused: who asked was told by then that nothing happens any more.
 */
export type Request = { chatId: string; by: string; at: Millis; until?: Millis } & (
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

export type RefusalCode =
  | 'TOO_LATE'
  | 'CHAT_FINISHED'
  | 'ALREADY_TAKEN'
  | 'NOT_AN_OPERATOR'
  | 'NO_SUCH_DEADLINE'
  | 'HANDED_OVER';

/** A *no* of the rules, with who stands in the way. */
export interface Refusal {
  code: RefusalCode;
  by: string | null;
  /** Too late: by this clock, the engine's. */
  at?: Millis;
}

/** What is to be done: about a message that waits in the outbox, an automatic message, the client's contact. */
export type Command =
  | { kind: 'release'; messageId: string }
  | { kind: 'refuse'; messageId: string; reason: string }
  | Say
  | { kind: 'keep_contact'; contact: ContactFacts }
  | Seek
  | { kind: 'stop_seeking' }
  /** The chat took the operator it was given, or needs none any more. */
  | { kind: 'settle_assignment'; recordId: string; taken: boolean };

/** The chat joins those that seek an operator; said again with the same number, it is looked at anew. */
export interface Seek {
  kind: 'seek_operator';
  ask: number;
  as: AskKind;
  since: Millis;
  target: string | null;
  tried: string[];
}

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
  | { kind: 'recovered'; code: RecoveredCode }
  /** Other settings are in force than those in `before`. */
  | { kind: 'settings_changed'; before: Rules };
