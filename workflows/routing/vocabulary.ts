import type { Settings, Strategy, Versions } from '../settings/vocabulary.ts';

/**
 * The words of routing: what is asked, who may take the chat, what was chosen and why. Plain JSON; nothing here does
 * anything.
 */

/** Epoch milliseconds. */
type Millis = number;

export type PresenceState = 'online' | 'away' | 'offline';

/** Somebody with access to the page, as they were at that moment. */
export interface Candidate {
  id: string;
  presence: PresenceState;
  /** On leave until then; null: not on leave. */
  leaveUntil: Millis | null;
  languages: string[];
  skills: string[];
  teamIds: string[];
  /** Their own limit of open chats; null: as the settings say. */
  capacity: number | null;
  /** Open chats they are an operator of, on all pages. */
  load: number;
}

/** What routing knows of a chat. */
export interface ChatFacts {
  chatId: string;
  pageId: string;
  /** What the page's operators should know. */
  pageSkills: string[];
  /** The client's, as Meta tells it. */
  locale: string | null;
  /** The m.me link or the ad that brought the client. */
  referral: { ref?: string; adId?: string } | null;
  /** The client's first words in this chat. */
  words: string;
  /** The client had a chat before this one. */
  returning: boolean;
  /** Who led that one at its end. */
  previousOperatorId: string | null;
  /** Contacts with the client's phone or e-mail; the linked one alone, where one is linked. */
  contacts: { id: string; managerId: string | null; segment: string }[];
  waitingSince: Millis;
}

/** What a record keeps of the client's words: enough to ask again, and none of them. */
export interface Heard {
  /** Of the words; the same words in the same chat give the same. */
  hash: string;
  /** Rules of the policy whose words were in them, by their ids. */
  rules: string[];
}

/** A chat as it is asked about: with the client's words, or with what they came to when it was asked first. */
export type AskedChat = Omit<ChatFacts, 'words'> & { words: string | Heard };

/**
 * Why an operator is sought: for a chat that has none; since its contact became known; up the escalation: the
 * next one, a team, a named person.
 */
export type AskKind = 'first' | 'contact' | 'next' | 'team' | 'person';

/** The part of the settings that decides about operators. */
export type Policy = Pick<
  Settings,
  | 'distribution'
  | 'personalManager'
  | 'sameOperator'
  | 'capacity'
  | 'matchLanguage'
  | 'matchSkills'
  | 'routing'
  | 'workingHours'
>;

/** All that a choice depends on. */
export interface Question {
  v: 1;
  at: Millis;
  ask: AskKind;
  /** Id of the team or the person that a step of the escalation names. */
  target: string | null;
  /** Who had the chat in this wait, or left it. */
  tried: string[];
  chat: AskedChat;
  policy: Policy;
  versions: Versions;
  candidates: Candidate[];
  /**
   * Numbers of the last turns, by pool (a rule's id, `page`, or `team/<id>`) and employee; who has none had no turn
   * yet.
   */
  turns: Record<string, Record<string, number>>;
}

/** Why this one. */
export type ChosenCode = 'manager' | 'previous' | 'turn' | 'least' | 'only_one' | 'person';
/** Why nobody. */
export type NobodyCode =
  | 'distribution_off'
  | 'no_candidates'
  | 'all_on_leave'
  | 'all_full'
  | 'all_tried'
  | 'nobody_fits'
  | 'no_manager';

export type RemarkCode =
  | 'manager'
  | 'previous'
  | 'online'
  | 'turn'
  | 'least'
  | 'knows_language'
  | 'has_skill'
  | 'away'
  | 'offline'
  | 'on_leave'
  | 'full'
  | 'tried'
  | 'not_in_rule'
  | 'not_in_team'
  | 'not_named'
  | 'language'
  | 'skill'
  | 'later_turn'
  | 'more_chats';

/** One thing that spoke for or against somebody; `fact` is what the words need: a moment, a count, a language. */
export interface Remark {
  code: RemarkCode;
  fact?: string | number;
}

export interface Considered {
  id: string;
  /** `passed`: could not have been chosen. */
  standing: 'chosen' | 'considered' | 'passed';
  presence: PresenceState;
  load: number;
  /** In force for them; null: no limit. */
  capacity: number | null;
  pros: Remark[];
  cons: Remark[];
}

export type Choice = Chosen | NobodyChosen;
export type Chosen = ChoiceFacts & { employeeId: string; code: ChosenCode };
export type NobodyChosen = ChoiceFacts & { employeeId: null; code: NobodyCode };

interface ChoiceFacts {
  /** The rule that was applied; null: none fits, or none was needed. */
  ruleId: string | null;
  /** Whose turns were counted, where the choice was made by turns. */
  pool: string | null;
  strategy: Strategy | null;
  /** *Active*, and nobody was online. */
  fellBack: boolean;
  priority: number;
  /** The contact by which the personal manager was found. */
  contactId: string | null;
  /** What decided between those who were left. */
  tieBreak: 'turn' | 'load' | 'id' | null;
  considered: Considered[];
}
