import type { Client, Message, Page, Thread, World } from '../world.ts';
import { graphError } from './error.ts';
import { fullName } from './profile.ts';
import { text, type Params } from './request.ts';

/** Only this many messages of a conversation can be read; Meta calls older ones deleted. */
const readable = 20;

/** `GET /{page}/conversations`: latest first; `user_id` narrows it to one, `since` is ignored as Meta ignores it. */
export function listConversations(world: World, page: Page, { values }: Params, origin: string) {
  const person = text(values['user_id']);
  const all = [...world.threads.values()]
    .filter(
      (thread) =>
        thread.page === page.id && thread.messages.length > 0 && (person === undefined || thread.psid === person),
    )
    .toSorted((one, other) => updatedAt(other) - updatedAt(one));
  const { shown, paging } = cut(all, values, (thread) => thread.id);
  const fields = fieldsOf(values, 'id,updated_time');
  const next =
    paging?.next &&
    `${origin}/${page.id}/conversations?${new URLSearchParams({ ...stringsOf(values), after: paging.cursors.after })}`;
  return {
    data: shown.map((thread) => conversationOf(world, thread, fields, values)),
    ...(paging && { paging: { cursors: paging.cursors, ...(next && { next }) } }),
  };
}

/** `GET /{conversation}`. */
export function readConversation(world: World, thread: Thread, { values }: Params) {
  return conversationOf(world, thread, fieldsOf(values, 'id,updated_time'), values);
}

/** `GET /{message}`: also for what is too old to be told. */
export function readMessage(world: World, thread: Thread, mid: string, { values }: Params) {
  const message = thread.messages.slice(-readable).find((one) => one.mid === mid);
  if (!message) throw graphError(400, 9000001, '(#9000001) This message has been deleted.');
  return messageOf(world, thread, message, fieldsOf(values, 'id,created_time'));
}

function conversationOf(world: World, thread: Thread, fields: Fields, values: Record<string, unknown>) {
  const { shown, paging } = cut(thread.messages.slice(-readable).toReversed(), values, ({ mid }) => mid);
  const messageFields =
    fields.get('messages') ??
    new Map([
      ['id', null],
      ['created_time', null],
    ]);
  const all: Record<string, () => unknown> = {
    updated_time: () => iso(updatedAt(thread)),
    participants: () => ({ data: [clientSide(world, thread), pageSide(world, thread)] }),
    message_count: () => thread.messages.length,
    is_owner: () => thread.owner === 'app',
    messages: () => ({
      data: shown.map((message) => messageOf(world, thread, message, messageFields)),
      ...(paging && { paging: { cursors: paging.cursors } }),
    }),
  };
  return { ...pick(all, fields), id: thread.id };
}

function messageOf(world: World, thread: Thread, message: Message, fields: Fields) {
  const sides = [clientSide(world, thread), pageSide(world, thread)];
  const [from, to] = message.from === 'client' ? sides : sides.toReversed();
  const all: Record<string, () => unknown> = {
    created_time: () => iso(message.at),
    from: () => from,
    to: () => ({ data: [to] }),
    message: () => message.text ?? message.postback?.title ?? '',
    reply_to: () => message.replyTo && { mid: message.replyTo },
    attachments: () => message.attachments && { data: message.attachments.map(attachmentOf) },
    tags: () => ({ data: [{ name: 'inbox' }, { name: 'source:chat' }] }),
  };
  return { ...pick(all, fields), id: message.mid };
}

function attachmentOf(
  { type, payload }: { type: string; payload?: Record<string, unknown> | null | undefined },
  index: number,
) {
  const url = payload?.['url'];
  if (type === 'image')
    return {
      id: String(index),
      mime_type: 'image/jpeg',
      name: 'image',
      image_data: { url, preview_url: url, width: 1, height: 1 },
    };
  if (type === 'video')
    return { id: String(index), mime_type: 'video/mp4', name: 'video', video_data: { url, preview_url: url } };
  return { id: String(index), mime_type: 'application/octet-stream', name: type, file_url: url };
}

/** Asked fields with the fields asked within them: `participants,messages{id,message}`. */
type Fields = Map<string, Fields | null>;

function fieldsOf(values: Record<string, unknown>, defaults: string): Fields {
  return parseFields(text(values['fields']) ?? defaults);
}

function parseFields(list: string): Fields {
  const fields: Fields = new Map();
  for (const [, name, , inner] of list.matchAll(/([a-z_]+)(\.[a-z]+\([^)]*\))*(?:\{((?:[^{}]|\{[^{}]*\})*)\})?/g)) {
    if (name) fields.set(name, inner === undefined ? null : parseFields(inner));
  }
  return fields;
}

function pick(all: Record<string, () => unknown>, fields: Fields): Record<string, unknown> {
  const given = [...fields.keys()].map((field) => [field, all[field]?.()] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

function cut<T>(all: T[], values: Record<string, unknown>, idOf: (item: T) => string) {
  const limit = Math.max(1, Number(values['limit'] ?? 25));
  const after = text(values['after']);
  const start = after === undefined ? 0 : all.findIndex((item) => cursorOf(idOf(item)) === after) + 1;
  const shown = all.slice(start, start + limit);
  const [first, last] = [shown[0], shown.at(-1)];
  if (!first || !last) return { shown, paging: undefined };
  return {
    shown,
    paging: {
      cursors: { before: cursorOf(idOf(first)), after: cursorOf(idOf(last)) },
      next: start + limit < all.length,
    },
  };
}

function clientSide(world: World, thread: Thread) {
  const client = world.clients.get(thread.client) as Client;
  return { name: fullName(client), email: `${thread.psid}@facebook.com`, id: thread.psid };
}

function pageSide(world: World, thread: Thread) {
  return { name: world.pages.get(thread.page)?.name, email: `${thread.page}@facebook.com`, id: thread.page };
}

function updatedAt(thread: Thread): number {
  return thread.messages.at(-1)?.at ?? 0;
}

function stringsOf(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

/** 2022-07-12T19:11:07+0000: whole seconds, no colon in the zone. */
function iso(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, '+0000');
}

function cursorOf(id: string): string {
  return Buffer.from(id).toString('base64url');
}
