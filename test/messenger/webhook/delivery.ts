import { findMessage, now, type Thread, type World } from '../world.ts';

export type WebhookEvent = Record<string, unknown>;

/** One line of the ledger: one copy of one event on its way to the callback. */
export type Delivery = {
  id: number;
  at: number;
  page: string;
  psid: string | null;
  type: string;
  mid: string | null;
  copy: number;
  attempts: number;
  status: 'waiting' | 'acked' | 'dropped' | 'unsubscribed' | 'given up';
  ackedAt: number | null;
  /** Of the last attempt; null when no answer came. */
  httpStatus: number | null;
  error: string | null;
};

/** A delivery with what is sent. `key` is `messaging`, or `standby` when another app owns the thread. */
export type Item = {
  delivery: Delivery;
  lane: string;
  entryTime: number;
  key: 'messaging' | 'standby' | 'changes' | 'calls' | 'entry';
  event: WebhookEvent;
  notBefore: number;
  firstTriedAt: number | null;
};

const fieldOfType: Record<string, string> = {
  message: 'messages',
  echo: 'message_echoes',
  delivery: 'message_deliveries',
  read: 'message_reads',
  reaction: 'message_reactions',
  message_edit: 'message_edits',
  postback: 'messaging_postbacks',
  referral: 'messaging_referrals',
  optin: 'messaging_optins',
  policy_enforcement: 'messaging_policy_enforcement',
  take_thread_control: 'messaging_handovers',
  pass_thread_control: 'messaging_handovers',
};

/** The type is the key that is present; an echo is a message that says so. */
export function typeOf(event: WebhookEvent): string {
  const message = event['message'];
  if (isRecord(message)) return message['is_echo'] === true ? 'echo' : 'message';
  const known = Object.keys(fieldOfType).find((type) => type in event);
  return known ?? Object.keys(event).find((key) => !['sender', 'recipient', 'timestamp'].includes(key)) ?? 'empty';
}

/** The subscription an event needs; an event nobody has heard of goes to everybody. */
export function fieldFor(type: string): string | null {
  return fieldOfType[type] ?? null;
}

export function midOf(event: WebhookEvent): string | null {
  for (const key of ['message', 'postback', 'reaction', 'message_edit']) {
    const part = event[key];
    if (isRecord(part) && typeof part['mid'] === 'string') return part['mid'];
  }
  return null;
}

export function psidIn(event: WebhookEvent, page: string): string | null {
  const ids = [event['sender'], event['recipient']].map((side) => (isRecord(side) ? side['id'] : null));
  const other = ids.find((id) => typeof id === 'string' && id !== page);
  return typeof other === 'string' ? other : null;
}

export function fromClient(world: World, thread: Thread, at: number, content: WebhookEvent): WebhookEvent {
  return { sender: { id: thread.psid }, recipient: { id: thread.page }, timestamp: at || now(world), ...content };
}

export function fromPage(thread: Thread, at: number, content: WebhookEvent): WebhookEvent {
  return { sender: { id: thread.page }, recipient: { id: thread.psid }, timestamp: at, ...content };
}

export function replyReference(world: World, mid: string | undefined, by: 'client' | 'page'): WebhookEvent {
  if (mid === undefined) return {};
  return { reply_to: { mid, is_self_reply: findMessage(world, mid)?.from === by } };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
