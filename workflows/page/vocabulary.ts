/** What a page is looked at for. */
export const CHECK_KINDS = ['token', 'subscription', 'silence', 'usage', 'drift'] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

/** `warning`: it works, and somebody should look; `broken`: chats suffer. */
export const MARKS = ['unknown', 'ok', 'warning', 'broken'] as const;
export type Mark = (typeof MARKS)[number];

/** Why a check stands as it does, for words. */
export const CHECK_CODES = [
  'not_asked',
  // The token.
  'good',
  'dead',
  'of_another',
  'no_key',
  'scopes_lost',
  'expires',
  /** Meta calls it good, and refused what was sent: that is tried again in a while. */
  'held',
  // The subscription: `put_back` by us, `refused` when Meta does not let us.
  'on',
  'off',
  'fields_missing',
  'put_back',
  'refused',
  // Silence: `quiet` is longer than usual, and Meta has nothing either.
  'learning',
  'heard',
  'quiet',
  'missed',
  'silent',
  // Usage.
  'low',
  'high',
  'limited',
  // Drift.
  'as_known',
  'buttons_gone',
  'windows_close_early',
  'new_kinds',
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

/** The figures behind a code; of each code its own. */
export interface Detail {
  /** Meta's subcode of error 190. */
  subcode?: number;
  scopes?: string[];
  fields?: string[];
  /** A moment, in ms. */
  until?: number;
  /** Messages an hour that are usual now. */
  usual?: number;
  minutes?: number;
  /** Messages Meta has and we do not, or that were refused although their window was open. */
  count?: number;
  percent?: number;
  kinds?: string[];
}

export interface Check {
  state: Mark;
  code: CheckCode;
  /** Since when it is in this state. */
  since: number;
  /** When it was looked at last. */
  at: number | null;
  detail: Detail;
}

/** All a page's workflow remembers. New fields are optional: what is carried may be of an older build. */
export interface Health {
  v: 1;
  state: Mark;
  since: number;
  checks: Record<CheckKind, Check>;
  /** When it looks again. */
  next: number;
  /** Looks in a row at which Meta did not answer, or said that the token is dead. */
  unanswered: number;
  /** Since when answers are held for a token that may be good again, and how often that was so in vain. */
  heldSince: number | null;
  reopens: number;
  /** Times in a row that the subscription was put back and not found on afterwards. */
  putBack: number;
}

/** What Meta said of the token; `no_answer`: nothing that says anything. */
export type TokenFact =
  | { kind: 'good'; scopes: string[] | null; until: number | null }
  | { kind: 'dead'; subcode: number | null }
  | { kind: 'of_another' }
  | { kind: 'no_key' }
  | { kind: 'no_answer' };

export type SubscriptionFact = { kind: 'read'; fields: string[] } | { kind: 'refused' } | { kind: 'no_answer' };

export interface SilenceFact {
  /** When the page's newest message was received. */
  lastAt: number | null;
  /** Whole weeks from which it is known what is usual. */
  weeks: number;
  usual: number;
  /** That nothing comes for so long although everything works. */
  chance: number;
  /** When that will be odd, if nothing comes; null: not within the time that is looked ahead. */
  oddAt: number | null;
  /** Messages of clients that Meta has and we do not; null: Meta did not say. */
  missing: number | null;
}

export interface UsageFact {
  /** Of what Meta allows, the highest of its figures. */
  percent: number;
  /** Calls are not welcome until then. */
  until: number | null;
}

export interface DriftFact {
  buttonsGone: boolean;
  /** Answers refused for a closed window that was open by what we know. */
  refused: number;
  /** Messages of clients in the same days. */
  received: number;
  /** Kinds of events that could not be read. */
  kinds: string[];
}

/** What was seen at one look. What Meta was not asked about is null. */
export interface Looked {
  token: TokenFact | null;
  subscription: SubscriptionFact | null;
  silence: SilenceFact;
  usage: UsageFact | null;
  drift: DriftFact;
  /** Answers are held because the token was refused. */
  isHeld: boolean;
  /** Names the token that was asked about, without telling anything of it. */
  tokenMark: string;
}

/** A line of the page's history: a check that stands otherwise than before. */
export interface Decision {
  kind: CheckKind;
  state: Mark;
  code: CheckCode;
  at: number;
  detail: Detail;
}

export type Command =
  | { kind: 'subscribe'; fields: string[] }
  /** Answers wait: they would be refused for good. */
  | { kind: 'hold_page'; reason: 'token_broken' | 'token_of_another' }
  | { kind: 'reopen_page' }
  /** Admins are told, or are told that it is over. */
  | { kind: 'notice'; check: CheckKind; code: CheckCode; detail: string | null }
  | { kind: 'settle'; check: CheckKind };

export interface Outcome {
  health: Health;
  decisions: Decision[];
  commands: Command[];
}
