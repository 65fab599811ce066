import type { ChatState, Millis, Operator } from '../vocabulary.ts';

/** The operators with `id` among them; the same list when they are there already. */
export function join(chat: ChatState, id: string, since: Millis): Operator[] {
  return chat.operators.some((operator) => operator.id === id) ? chat.operators : [...chat.operators, { id, since }];
}
