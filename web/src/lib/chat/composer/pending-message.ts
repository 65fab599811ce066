import type { Message } from '#lib/api/types.ts';
import type { Pending } from './pending.ts';

/** An answer of ours that is not confirmed yet, as it stands in the conversation: its text, then each file. */
export function asMessages(item: Pending): Message[] {
  const said = [
    ...(item.text === '' ? [] : [{ ...asMessage(item), text: item.text }]),
    ...(item.files ?? []).map(({ kind, id, name, mime, size }) => ({
      ...asMessage(item),
      kind: 'attachment' as const,
      attachments: [{ type: kind, id, name, mime, kind, size, state: 'ready' as const }],
    })),
  ];
  return said.map((message, n) => (n === 0 ? message : { ...message, ...partOf(item.key, n) }));
}

const partOf = (key: string, n: number) => ({ id: `${key} ${n}`, key: null, partOf: key, replyTo: null, quote: null });

/** The last message of it: under that one stands what becomes of the answer. */
export function lastIdOf({ key, text, files = [] }: Pending): string {
  const last = files.length - (text === '' ? 1 : 0);
  return last > 0 ? partOf(key, last).id : key;
}

function asMessage(item: Pending): Message {
  return {
    id: item.key,
    key: item.key,
    direction: 'out',
    text: '',
    state: 'queued',
    at: item.at,
    author: null,
    via: 'desk',
    automatic: false,
    kind: 'text',
    cameBy: null,
    attachments: [],
    reaction: null,
    reactions: [],
    pressed: false,
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
