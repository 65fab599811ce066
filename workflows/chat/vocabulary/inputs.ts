import type { AskKind, ChosenCode, NobodyCode } from '../../routing/vocabulary.ts';
import type { AutomaticMessage } from '../../settings/vocabulary.ts';
import type { Reasons } from '../decisions.ts';
import type { AdStep, Millis, WindowReason } from './basic.ts';
import type { ContactFacts, Intent } from './contact.ts';
import type { GoneCode } from './operators.ts';

/** What was chosen, as the chat tells it. Versions are those of the settings by which it was chosen. */
interface Chosen {
  /** The record with all it depended on. */
  recordId: string;
  ask: number;
  as: AskKind;
  page: number;
  installation: number;
}

export interface Told {
  /** Number of the input in the client's queue; the second copy of a number is ignored. */
  id: number;
  /** Revision of the settings in force when it was told: the chat reads them anew when it decided by older ones. */
  settings?: number;
  chatId: string;
  at: Millis;
}

/** An input as it is kept and carried: of whatever build and kind, until the chat parses it. */
export type RawInput = Told & { kind: string; messageId?: string };

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
    /** `humanAgent`: Meta lets people of this page answer for seven days. */
    | { kind: 'operator_replied'; messageId: string; employeeId: string; humanAgent?: true }
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
    /** An automatic message (`about`) was held while its page was broken, which is mended: does it still make sense? */
    | {
        kind: 'held_may_go';
        about: string;
        template: AutomaticMessage;
        key: string;
        /** How long Meta's window of its chat certainly lasts; absent: it is not known. */
        until?: Millis;
        /** A person has answered since. */
        answered?: true;
        /** The same question was held before it. */
        behind?: true;
        /** The file that goes out before the text. */
        file?: true;
      }
    /** What came of the lead that the chat wanted. */
    | { kind: 'lead_settled'; outcome: Reasons['lead_settled'] }
    /** A person linked a contact, or took the link away. */
    | { kind: 'contact_linked'; contactId: string | null; by: string }
    /** It came out of the bin open: its workflow begins with what is kept of it. */
    | { kind: 'chat_restored' }
  );

export type InputKind = Input['kind'];
export type InputOf<K extends InputKind> = Extract<Input, { kind: K }>;
