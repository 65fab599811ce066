import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { clientSchema, pageSchema, type ClientInput, type PageInput } from './options.ts';

export type Page = z.output<typeof pageSchema>;
/** A person has another id (PSID) for every page. */
export type Client = z.output<typeof clientSchema> & { id: string };

export type Attachment = {
  type: string;
  payload?: Record<string, unknown> | null | undefined;
  [more: string]: unknown;
};

export type Message = {
  mid: string;
  from: 'client' | 'page';
  at: number;
  text?: string | undefined;
  attachments?: Attachment[] | undefined;
  quickReplies?: { content_type: string; title?: string; payload?: string }[] | undefined;
  quickReply?: string | undefined;
  replyTo?: string | undefined;
  postback?: { title: string; payload: string } | undefined;
  metadata?: string | undefined;
  appId?: string | undefined;
  reaction?: string | undefined;
  pageReaction?: string | undefined;
  edits?: number | undefined;
  deliveredAt?: number | undefined;
  readAt?: number | undefined;
};

export type Thread = {
  id: string;
  page: string;
  client: string;
  psid: string;
  messages: Message[];
  /** Opens the 24-hour window; only what the person does counts. */
  lastActionAt: number | null;
  /** The first message behind an advertisement, and a click on one that no message followed yet. */
  adMessageAt?: number;
  clickedAd?: boolean;
  blocked: boolean;
  typing: boolean;
  /** When the page last marked the chat seen. */
  pageSeenAt: number | null;
  /** Meta's own inbox owns the thread: the app only stands by. */
  owner: 'app' | 'inbox';
};

export type World = {
  pages: Map<string, Page>;
  clients: Map<string, Client>;
  threads: Map<string, Thread>;
  threadOfMid: Map<string, Thread>;
  threadOfPsid: Map<string, Thread>;
  clockShiftMs: number;
  watchers: Set<(thread: Thread) => void>;
};

export function createWorld(pages: PageInput[], clients: ClientInput[]): World {
  const world: World = {
    pages: new Map(),
    clients: new Map(),
    threads: new Map(),
    threadOfMid: new Map(),
    threadOfPsid: new Map(),
    clockShiftMs: 0,
    watchers: new Set(),
  };
  for (const page of pages) addPage(world, page);
  for (const client of clients) addClient(world, client);
  return world;
}

/** The simulated Meta's own idea of now. */
export function now(world: World): number {
  return Date.now() + world.clockShiftMs;
}

export function addPage(world: World, input: PageInput): Page {
  const page = pageSchema.parse(input);
  world.pages.set(page.id, page);
  for (const client of world.clients.values()) threadOf(world, page.id, client.id);
  return page;
}

export function addClient(world: World, input: ClientInput): Client {
  const parsed = clientSchema.parse(input);
  const client = { ...parsed, id: parsed.id ?? randomUUID() };
  world.clients.set(client.id, client);
  for (const page of world.pages.keys()) threadOf(world, page, client.id);
  return client;
}

/** The same person on the same page always has the same PSID, so that a restart without a state file forgets no one. */
export function psidOf(page: string, client: string): string {
  const digest = createHash('sha256').update(`${page}:${client}`).digest('hex').slice(0, 15);
  return String(1_000_000_000_000_000n + (BigInt(`0x${digest}`) % 9_000_000_000_000_000n));
}

export function threadOf(world: World, page: string, client: string): Thread {
  const psid = psidOf(page, client);
  const known = world.threadOfPsid.get(psid);
  if (known) return known;
  const thread: Thread = {
    id: `t_${BigInt(psid) * 7n}`,
    page,
    client,
    psid,
    messages: [],
    lastActionAt: null,
    blocked: false,
    typing: false,
    pageSeenAt: null,
    owner: 'app',
  };
  adoptThread(world, thread);
  return thread;
}

export function adoptThread(world: World, thread: Thread): void {
  world.threads.set(thread.id, thread);
  world.threadOfPsid.set(thread.psid, thread);
  for (const message of thread.messages) world.threadOfMid.set(message.mid, thread);
}

export function addMessage(world: World, thread: Thread, message: Omit<Message, 'mid'>): Message {
  const kept = { ...message, mid: `m_${randomBytes(48).toString('base64url')}` };
  thread.messages.push(kept);
  world.threadOfMid.set(kept.mid, thread);
  changed(world, thread);
  return kept;
}

export function findMessage(world: World, mid: string): Message | undefined {
  return world.threadOfMid.get(mid)?.messages.findLast((message) => message.mid === mid);
}

export function changed(world: World, thread: Thread): void {
  for (const watcher of world.watchers) watcher(thread);
}
