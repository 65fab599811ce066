import type { AskKind, ChosenCode, NobodyCode } from '../routing/vocabulary.ts';
import type { AutomaticMessage } from '../settings/vocabulary.ts';
import type { DeadlineKind, DeadlineSetting } from './behaviours/index.ts';
import type { ChatStatus, Millis, WindowReason } from './vocabulary/basic.ts';
import type { ContactPart } from './vocabulary/contact.ts';
import type { GoneCode } from './vocabulary/operators.ts';

/**
 * All that a chat can decide: each kind with its codes, each code with its facts. A new one begins here; the compiler
 * names the rest.
 */

/**
 * Why a chat took itself up again from what PostgreSQL keeps: the engine has lost it, was put back to an older copy, or
 * was reset by hand; PostgreSQL was put back to an older copy; somebody wanted it looked at again.
 */
export type RecoveredCode =
  | 'engine_forgot'
  | 'engine_restored'
  | 'engine_reset'
  | 'database_restored'
  | 'taken_up_again';

/** The setting and the versions by which something was decided. */
export interface Because<S extends string = string> {
  setting: S;
  page: number;
  installation: number;
}

type RequiredSetting = 'requirePhone' | 'requireEmail';

/** Why an automatic message goes out. */
export type SaidCode =
  | 'phone_required'
  | 'email_required'
  | 'not_understood'
  | 'reminder'
  | 'contact_complete'
  | 'out_of_hours'
  | 'no_answer'
  | 'silence';
/** Why it is left out: by the rules, as it could not be written, or as it was held while more happened. */
export type NotSaidCode =
  | 'window_closed'
  | 'open_by_now'
  | 'no_text'
  | 'not_written'
  | 'finishing'
  | 'person_answered'
  | 'question_answered'
  | 'not_asked'
  | 'overtaken'
  | 'not_waiting'
  | 'closed_by_now'
  | 'hours_changed'
  | 'switched_off';

/** An automatic message and its occasion. */
export type SayingFacts = { template: AutomaticMessage; key: string } & Because<
  DeadlineSetting | RequiredSetting | 'outOfHoursMessage'
>;

/** A choice, with the record of all it depended on. */
type ChoiceFacts = { kind: AskKind; record: string; page: number; installation: number };

/** The reasons of each kind. */
export interface Reasons {
  opened: { code: WindowReason | 'meta_inbox' };
  joined: { code: 'added' | 'took' | 'came' | 'answered' };
  left: { code: 'went' | 'removed' | 'escalated' | 'personal_manager' | GoneCode };
  status_changed: {
    code: 'operator_said' | 'client_wrote' | 'operator_answered' | 'answer_failed';
    from: ChatStatus;
    to: ChatStatus;
  };
  finished:
    | { code: 'operator_said'; from: ChatStatus; to: 'finished' }
    | ({ code: 'silence'; from: ChatStatus; to: 'finished'; hours: number } & Because<'autoFinish'>);
  /** A person finishes it, and may undo that until it is due. */
  finishing: { code: 'operator_said' };
  /** It goes on: they undid it, or something happened meanwhile that speaks against an end. */
  kept_open: { code: 'undone' | 'client_wrote' | 'operator_answered' | 'answer_failed' };
  /** Into the bin, as it stood then. */
  deleted: { code: 'operator_said'; from: ChatStatus };
  /** Out of it. `began_anew`: its client has another open chat by now, so that this one is over. */
  restored: { code: 'operator_said' | 'began_anew'; to: ChatStatus };
  window_opened: { code: WindowReason };
  window_closed: { code: 'silence' | 'handled_late' | 'refused'; opened: WindowReason };
  /** A person's answer goes out under the human agent's tag, which Meta takes until then. */
  human_agent: { code: 'window_closed'; until: Millis };
  answered_in_meta: { code: 'meta_inbox'; from: ChatStatus; to: 'answered' };
  /** The code is that of the message: how Meta refused it is not the chat's to name. */
  answer_failed: { code: string };
  recovered: { code: RecoveredCode };
  /** An automatic message goes out. */
  said: { code: SaidCode } & SayingFacts;
  /** … or is left out. */
  not_said: { code: NotSaidCode } & SayingFacts;
  /** About the client's phone or e-mail. */
  contact:
    | { code: 'given' | 'set' | 'corrected' | 'withdrawn'; what: ContactPart }
    | { code: 'taken_over' | 'skipped' }
    | ({ code: 'gave_up' } & Because<'contactAttempts' | 'contactMinutes'>)
    | ({ code: 'not_asked' | 'not_required' } & Because<RequiredSetting>);
  /** The settings want a lead for this chat: in any case, or where what the code says turns out to be so. */
  lead_wanted: { code: 'every_chat' | 'if_none_open' | 'not_known_contacts' } & Because<'autoLead'>;
  /** What came of that. `number` and `url` are the CRM's; without a url it stands here. */
  lead_settled:
    | { code: 'made' | 'open_lead'; lead: string; number: string; url: string | null }
    | { code: 'several_open' }
    | { code: 'known_contact'; contact: string | null };
  /** An operator was chosen; `rule` is its name, as it was. */
  assigned: { code: ChosenCode; rule: string | null; candidates: number; replaced: string | null } & ChoiceFacts;
  /** Nobody could be. */
  nobody: { code: NobodyCode } & ChoiceFacts;
  /** The escalation went on: to which of its steps (`rung`), and whom it names. */
  escalated: {
    code: 'no_answer';
    rung: number;
    to: 'next' | 'team' | 'person';
    minutes: number;
    target: string | null;
  } & Because<'escalation'>;
  /**
   * A person gave the chat away, and left it if they were in it: to `about`, to a team, or to whom the rules find. Of
   * the team its name, as it was; `note` is a line of theirs for who gets it.
   */
  transferred:
    | { code: 'person' | 'next'; note: string | null }
    | { code: 'team'; team: string; name: string; note: string | null };
  /** A contact of the CRM is linked, or not any more. */
  linked: { code: 'contact' | 'by_hand'; contact: string } | { code: 'unlinked' };
  /** A deadline was moved: by a person, by new settings, into working hours. */
  deadline:
    | { code: 'moved' | 'fired'; deadline: DeadlineKind; setting: DeadlineSetting; from: Millis; to: Millis }
    | { code: 'dropped'; deadline: DeadlineKind; setting: DeadlineSetting; from: Millis; to: null }
    | ({
        code: 'postponed';
        deadline: DeadlineKind;
        why?: 'undelivered';
        from: Millis;
        to: Millis;
      } & Because<DeadlineSetting | 'workingHours'>)
    | ({ code: 'settings'; deadline: DeadlineKind; from: Millis | null; to: Millis | null } & Because<DeadlineSetting>);
}

export type DecisionKind = keyof Reasons;
export type CodeOf<K extends DecisionKind> = Reasons[K]['code'];

/** A decision of one kind, and why. `by` and `about` are employees' ids. */
export type DecisionOf<K extends DecisionKind> = {
  [Kind in K]: { kind: Kind; at: Millis; by?: string; about?: string; reason: Reasons[Kind]; dueAt?: Millis };
}[K];

/** Something the chat decided. */
export type Decision = DecisionOf<DecisionKind>;

/** What comes of a golden chat. */
export type LineKind =
  | 'said'
  | 'not_said'
  | 'contact'
  | 'status'
  | 'finished'
  | 'joined'
  | 'left'
  | 'assigned'
  | 'nobody'
  | 'escalated'
  | 'transferred'
  | 'deadline'
  | 'lead'
  /** A person asked for what the rules refuse. */
  | 'refused'
  /** It was not run to its end: `too_long`. */
  | 'stopped';
