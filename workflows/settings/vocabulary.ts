import type { CountryCode } from 'libphonenumber-js';

/** The words of a page's settings: what an admin may set, and what a chat decides by. Plain JSON throughout. */

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Local times `HH:MM`; an end that is not after its beginning is on the next day, `24:00` is midnight. */
export type Interval = [from: string, to: string];

export interface DayException {
  /** `YYYY-MM-DD`, in the time zone of the hours. */
  date: string;
  /** What is worked instead of the week's; none: a day off. */
  intervals: Interval[];
  name?: string;
}

export interface WorkingHours {
  /** IANA name. */
  timeZone: string;
  week: Partial<Record<Weekday, Interval[]>>;
  exceptions: DayException[];
}

/**
 * The automatic messages. Two are none of their own: `automaticNote` is put under the others, `nobodyOnShift` goes in
 * place of `waiting` while nobody is there who could be busy.
 */
export const TEMPLATES = [
  'askPhone',
  'phoneNotUnderstood',
  'askEmail',
  'emailNotUnderstood',
  'contactThanks',
  'outOfHours',
  'waiting',
  'nobodyOnShift',
  'finished',
  'automaticNote',
] as const;
export type Template = (typeof TEMPLATES)[number];
export type AutomaticMessage = Exclude<Template, 'automaticNote' | 'nobodyOnShift'>;
export const AUTOMATIC_MESSAGES = TEMPLATES.filter(
  (template): template is AutomaticMessage => template !== 'automaticNote' && template !== 'nobodyOnShift',
);

/** Texts by language (`uk`) or locale (`pt_BR`). */
export type Texts = Record<string, string>;

/** What goes out right before the text of an automatic message. */
export interface AttachedFile {
  fileId: string;
  /** As the client sees it. */
  name: string;
}

/** F10: nobody is chosen; those who are online take turns (all of them where nobody is online); all take turns. */
export type Distribution = 'off' | 'active' | 'even';
/** How a rule chooses among its people; `least`: of those online who has the fewest open chats. */
export type Strategy = 'active' | 'even' | 'least';

/** F06: for which chats a lead is made by itself. Of older builds `true` stands for each, `false` for none. */
export const LEAD_RULES = ['off', 'each', 'if_none_open', 'not_known_contacts'] as const;
export type LeadRule = (typeof LEAD_RULES)[number];

/** Conditions of a rule. Empty, or left out: any. */
export interface RuleWhen {
  pageIds?: string[];
  /** Languages (`en`) or locales (`en_GB`). */
  locales?: string[];
  /** The `ref` of an m.me link or the id of an ad; `spring*`: whatever begins so. */
  referrals?: string[];
  /** Beginnings of words of the client's first message. */
  words?: string[];
  hours?: 'open' | 'closed' | null;
  returning?: boolean | null;
  /** Of the contact with the client's phone or e-mail. */
  segments?: string[];
}

/** Which chats go to whom. The first rule in the list that fits is applied. */
export interface RoutingRule {
  /** Stays when the rule is changed or moved: its turns go on. */
  id: string;
  name: string;
  enabled: boolean;
  when: RuleWhen;
  /** Nobody named: everybody with access to the page. */
  who: { teamIds: string[]; employeeIds: string[] };
  strategy: Strategy;
  /** Chats with a greater one leave the waiting room first; 0 to 9. */
  priority: number;
  /** Open chats for each of these people; null: as everywhere. */
  capacity: number | null;
}

/** A step of the escalation: after so many minutes without an answer the chat goes on. */
export interface EscalationStep {
  minutes: number;
  /** `working`: only open hours count. */
  clock: 'wall' | 'working';
  to: 'next' | 'team' | 'person';
  /** Of the team or the person; null for `next`. */
  id: string | null;
}

/** All that is in force for a page. */
export interface Settings {
  distribution: Distribution;
  /** F07: who is the personal manager of the contact with the client's phone or e-mail becomes the operator. */
  personalManager: boolean;
  /** A returning client gets the operator of their last chat, if that one is still there. */
  sameOperator: boolean;
  /** Open chats which one operator is given at most; 0: as many as come. */
  capacity: number;
  /** Operators who know the client's language come first. */
  matchLanguage: boolean;
  /** Operators with a skill that the page asks for come first. */
  matchSkills: boolean;
  routing: RoutingRule[];
  escalation: EscalationStep[];
  /** When the chats of an operator on leave, deactivated or without access are given away. */
  absentOperators: 'at_once' | 'on_message';
  autoLead: boolean | LeadRule;
  /** F11: the source of these leads; null: none. */
  leadSourceId: string | null;
  requirePhone: boolean;
  requireEmail: boolean;
  /** Numbers without a country code are read as this country's. */
  phoneCountry: CountryCode;
  /** Answers that could not be read before an operator gets the chat all the same; 0: as many as it takes. */
  contactAttempts: number;
  /** Minutes of asking before an operator gets the chat all the same; 0: as long as it takes. */
  contactMinutes: number;
  /** Minutes without an answer before the question is repeated once; 0: it is not. */
  contactReminderMinutes: number;
  /** Null: always open. */
  workingHours: WorkingHours | null;
  outOfHoursMessage: boolean;
  /** `working`: only open hours count. */
  waitingMessage: { enabled: boolean; minutes: number; clock: 'wall' | 'working' };
  /** Hours of silence after which a chat in which nobody waits ends by itself. */
  autoFinish: { enabled: boolean; hours: number };
  /** Automatic messages end with `automaticNote`. */
  discloseAutomatic: boolean;
  templates: Record<Template, Texts>;
  attachments: Partial<Record<AutomaticMessage, AttachedFile | null>>;
  /** F12: the source of orders made from chats; null: none. */
  orderSourceId: string | null;
  /** F46: in whose name documents made of chats and of their orders begin; null: the first own company. */
  documentCompanyId: string | null;
  /** F13: what stands after `m.me/` in the page's link; null: it has no widget. */
  chatbotUsername: string | null;
  widget: { color: string; side: 'left' | 'right' };
  /** The language of clients whose own Facebook does not tell, or has no text. */
  defaultLanguage: string;
}

type Deep<T> = T extends unknown[] ? T : T extends object ? { [K in keyof T]?: Deep<T[K]> } : T;

/** What one version says: only what differs from the installation's, or from what is built in. */
export type SettingsPatch = { [K in keyof Settings]?: Deep<Settings[K]> };

/** Numbers of the versions in force; 0 where none was published. */
export interface Versions {
  installation: number;
  page: number;
}

/**
 * What a chat decides by; texts and files are put in when a message is written, rules read when an operator is sought.
 */
export type Rules = Omit<
  Settings,
  | 'templates'
  | 'attachments'
  | 'defaultLanguage'
  | 'discloseAutomatic'
  | 'phoneCountry'
  | 'routing'
  | 'orderSourceId'
  | 'documentCompanyId'
  | 'chatbotUsername'
  | 'widget'
> & {
  /** Grows with every version published for the page or the installation. */
  revision: number;
  versions: Versions;
  /** Who gets a chat depends on the client's language. */
  byLanguage: boolean;
};
