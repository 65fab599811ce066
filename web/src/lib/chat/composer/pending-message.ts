import type { Message } from '#lib/api/types.ts';
import type { Pending } from './pending.ts';

/** A message of ours that is not confirmed yet, as it stands in the conversation. */
export function asMessage(item: Pending): Message {
  return {
    id: item.key,
    key: item.key,
    direction: 'out',
    text: item.text,
    state: 'queued',
    at: item.at,
    author: null,
    via: 'desk',
    automatic: false,
    kind: 'text',
    attachments: [],
    reaction: null,
    reactions: [],
    editedAt: null,
    former: [],
    replyTo: item.replyTo,
    quote: item.replyTo === null ? null : { message: item.quoted ?? null },
    reason: null,
    sentAt: null,
    deliveredAt: null,
    readAt: null,
    contact: null,
    language: null,
    waitsForEngine: false,
    partOf: null,
  };
}
