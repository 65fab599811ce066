import type { ChatState, Identity, Input } from '../vocabulary.ts';

/** A chat that begins with this. */
export function freshChat(identity: Identity, input: Input): ChatState {
  return {
    v: 1,
    clientId: identity.clientId,
    pageId: identity.pageId,
    chatId: null,
    openedBy: identity.run,
    seq: 0,
    status: 'new',
    operators: [],
    window: null,
    waitingSince: null,
    lastContactAt: input.at,
    lastAnswer: null,
    profileAsked: false,
    ...(identity.known?.phone || identity.known?.email ? { contact: identity.known } : {}),
  };
}
