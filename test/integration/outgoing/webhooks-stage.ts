import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from 'vitest';
import { anyHostOr } from '#activities/files/hosts.ts';
import { createReceiver, type Received, type Receiver } from '#test/hooks/receiver.ts';
import type { PageName } from '#test/integration/support/company.ts';
import { insist } from '#test/integration/support/insist.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';
import { openWhole, type Whole } from '#test/integration/support/whole.ts';

export let receiver: Receiver;
export let whole: Whole;
export let iryna: Visitor;

export function setUpWebhooks(): void {
  beforeAll(async () => {
    receiver = await createReceiver();
    whole = await openWhole({ crmHosts: anyHostOr(receiver.origin) });
    iryna = await logIn(whole.api, 'iryna');
  });
  afterAll(() => Promise.all([whole?.close(), receiver?.close()]));
}

export interface Hook {
  id: string;
  secret: string;
  isOn: boolean;
  offReason: string | null;
  waiting: number;
}
export interface Delivery {
  id: string;
  kind: string;
  state: string;
  attempts: { status: number | null; reason: string | null; request: string; answer: string }[];
}

export const ALL_KINDS = [
  'chat.started',
  'chat.contact_given',
  'chat.assigned',
  'chat.answered_first',
  'chat.finished',
  'lead.made',
  'order.made',
  'message.received',
  'message.sent',
];
export const contentOf = (change: object = {}) => ({
  name: 'Склад',
  url: receiver.url,
  kinds: ['chat.started'],
  ...change,
});

/** One that the receiver knows the secret of; others that were there are gone. */
export async function addHook(change: object = {}): Promise<Hook> {
  const { items } = (await iryna.get('/api/webhooks')).json<{ items: Hook[] }>();
  for (const { id } of items) await iryna.delete(`/api/webhooks/${id}`);
  const answer = await iryna.post('/api/webhooks', contentOf(change));
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  const hook = answer.json<Hook>();
  receiver.is('well');
  receiver.knows(hook.secret);
  return hook;
}

export const hookNow = async (id: string): Promise<Hook | undefined> =>
  (await iryna.get('/api/webhooks')).json<{ items: Hook[] }>().items.find((one) => one.id === id);
export const deliveries = async (id: string): Promise<Delivery[]> =>
  (await iryna.get(`/api/webhooks/${id}/deliveries`)).json<{ items: Delivery[] }>().items;
/** A new client at Messenger writes; returns the number of the chat it made. */
export async function chat(text = 'Добрий день', page: PageName = 'dim'): Promise<{ number: number }> {
  const client = whole.messenger.createClient({ firstName: 'Оксана' }).id;
  const { mid } = whole.messenger.sendMessage({ client, page: whole.api.pages[page].facebookId, text });
  return until('its chat', async () => {
    const { rows } = await whole.api.database.pool.query<{ number: number }>(
      'select c.number from chat c join message m on m.chat_id = c.id where m.mid = $1',
      [mid],
    );
    return rows[0];
  });
}
export const answer = (number: number, text = 'Вітаю!') =>
  insist(() => iryna.post(`/api/chats/${number}/messages`, { text }, { 'idempotency-key': randomUUID() }));
export const finish = (number: number) =>
  insist(() => iryna.put(`/api/chats/${number}/status`, { status: 'finished' }), 'CHAT_FINISHED');

export const ofChat = (number: number): Received[] =>
  receiver.received.filter(({ data }) => data.chat?.number === number);
export const untilTold = (number: number, ...types: string[]) =>
  until(`${types.join(', ')} of ${number}`, async () => {
    const told = ofChat(number).map(({ type }) => type);
    return types.every((type) => told.includes(type));
  });

/** The pause between two tries is over. */
export const hurry = () =>
  whole.api.database.pool.query(`update webhook_delivery set next_at = now() where state = 'waiting'`);
