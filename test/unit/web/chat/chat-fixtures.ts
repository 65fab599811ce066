import type { Chat, Entry, Message } from '#lib/api/types.ts';

export const olena = { id: 'olena', name: 'Олена Коваль' };
export const taras = { id: 'taras', name: 'Тарас Бойко' };

export function chat(number: number, is: Partial<Chat> = {}): Chat {
  return {
    number,
    status: 'new',
    phase: 'open',
    noContact: false,
    phone: null,
    email: null,
    client: { id: `client ${number}`, firstName: 'Марія', lastName: 'Гончаренко' },
    page: { id: 'page', name: 'Дім і Світло' },
    operators: [],
    contact: null,
    lead: null,
    createdAt: '2026-11-17T16:00:00.000Z',
    lastContactAt: '2026-11-17T16:00:00.000Z',
    unread: 0,
    waitingSince: null,
    lastMessage: null,
    clientSaid: null,
    held: false,
    window: null,
    deadlines: [],
    waiting: null,
    rung: 0,
    version: 1,
    finishedAt: null,
    deleted: null,
    ...is,
  };
}

export function message(id: string, at: string, is: Partial<Message> = {}): Message {
  return {
    id,
    at: `2026-11-17T${at}.000Z`,
    direction: 'in',
    text: id,
    state: 'received',
    author: null,
    via: 'client',
    automatic: false,
    kind: 'text',
    cameBy: null,
    attachments: [],
    reaction: null,
    reactions: [],
    pressed: false,
    editedAt: null,
    former: [],
    replyTo: null,
    quote: null,
    reason: null,
    sentAt: null,
    deliveredAt: null,
    readAt: null,
    key: null,
    partOf: null,
    contact: null,
    language: null,
    waitsForEngine: false,
    ...is,
  };
}

export function answer(id: string, at: string, is: Partial<Message> = {}): Message {
  return message(id, at, { direction: 'out', via: 'desk', author: olena, state: 'sent', ...is });
}

/** The chat's own message; `key` names its occasion. */
export function automatic(kind: Message['kind'], key: string, at: string, is: Partial<Message> = {}): Message {
  return answer(`${kind} ${key}`, at, { via: 'automatic', automatic: true, author: null, kind, key, ...is });
}

export function entry(id: string, at: string, kind: string, is: Partial<Entry> = {}): Entry {
  return {
    id,
    at: `2026-11-17T${at}.000Z`,
    seq: 1,
    n: 0,
    kind,
    by: null,
    about: null,
    reason: null,
    dueAt: null,
    ...is,
  };
}

export function said(id: string, at: string, code: string, facts: Record<string, string | number> = {}): Entry {
  return entry(id, at, 'said', { reason: { code, ...facts } });
}
