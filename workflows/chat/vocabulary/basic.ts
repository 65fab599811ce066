/** Epoch milliseconds throughout. */
export type Millis = number;

/** Meta's standard messaging window (messenger-platform §3.2). */
export const WINDOW_MS: Millis = 24 * 60 * 60 * 1000;

/** The longest line that may go along with a chat that is given away. */
export const LONGEST_NOTE = 300;

/** For so long a person may answer under the human agent's tag, where Meta allows it to the page (§3.2). */
export const HUMAN_AGENT_MS: Millis = 7 * WINDOW_MS;

export type ChatStatus = 'new' | 'answered' | 'in_progress' | 'finished';

/** Whether the client's request has been handed over, or which part of their contact is still being asked for. */
export type ChatPhase = 'collecting_phone' | 'collecting_email' | 'open';

/** What opened Meta's 24-hour right to answer. */
export type WindowReason = 'message' | 'postback' | 'referral' | 'reaction';

/** An advertisement brought the client: with their message, or with a click before it. */
export type AdStep = 'message' | 'click';
