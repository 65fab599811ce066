import type { Rules } from '../../settings/vocabulary.ts';
import type { Decision, RecoveredCode } from '../decisions.ts';
import type { Command } from './commands.ts';
import type { ContactFacts } from './contact.ts';
import type { Deadline } from './deadlines.ts';
import type { Refusal } from './requests.ts';
import type { ChatState } from './state.ts';

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
