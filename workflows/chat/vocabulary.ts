/** The words of a chat: what can happen to it, what it decides, what is to be done. No Temporal, no I/O. */

export type * from './decisions.ts';
export type * from './vocabulary/basic.ts';
export type * from './vocabulary/commands.ts';
export type * from './vocabulary/contact.ts';
export type * from './vocabulary/inputs.ts';
export type * from './vocabulary/operators.ts';
export type * from './vocabulary/outcome.ts';
export type * from './vocabulary/requests.ts';
export type * from './vocabulary/state.ts';
export { readCarried, readDeadlines } from './parse/carried.ts';
export { DECISION_CODES, DECISION_KINDS, readDecision, type Told as ToldDecision } from './parse/decision.ts';
export { inputsIn, isInput } from './parse/input.ts';
export { isRequest, readRefusal } from './parse/request.ts';
export { deletion, NO_RUN, restoration } from './vocabulary/bin.ts';
export { LONGEST_NOTE } from './vocabulary/basic.ts';
export * from './vocabulary/deadlines.ts';
