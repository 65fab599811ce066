import type { AskKind } from '../../routing/vocabulary.ts';
import type { AutomaticMessage, LeadRule } from '../../settings/vocabulary.ts';
import type { Millis } from './basic.ts';
import type { ContactFacts } from './contact.ts';

/** What is to be done: about a message that waits in the outbox, an automatic message, the client's contact. */
export type Command =
  | { kind: 'release'; messageId: string; tag?: 'HUMAN_AGENT' }
  | { kind: 'refuse'; messageId: string; reason: string }
  | Say
  | { kind: 'keep_contact'; contact: ContactFacts }
  | Seek
  | WantLead
  | { kind: 'stop_seeking' }
  /** The chat took the operator it was given, or needs none any more. */
  | { kind: 'settle_assignment'; recordId: string; taken: boolean };

/** A lead is to be made, of one chat one; whether the rule lets it is judged where the leads are. */
export interface WantLead {
  kind: 'want_lead';
  rule: Exclude<LeadRule, 'off'>;
  sourceId: string | null;
  at: Millis;
}

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
