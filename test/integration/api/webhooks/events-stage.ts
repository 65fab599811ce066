import { afterAll, beforeAll, expect } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import type { MessageBody } from '#api/messages/schema.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import { type List, readChat } from '../../support/chat.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';
import { deliver, fromClient, fromPage, type Item, newMid } from '../../support/webhook.ts';
import { insist } from '#test/integration/support/insist.ts';

export const INBOX_APP = 26390203743090;
export let api: TestApi;
export let iryna: Visitor;
export const send = async (...items: Item[]) => {
  // As Meta does: what is not taken in time is brought again.
  const answer = await insist(() => deliver(api, api.pages.dim, items));
  expect(answer.status).toBe(200);
};
export const client = (psid: string, fields: Item) => fromClient(api.pages.dim, psid, fields);
export const echo = (psid: string, app_id: unknown, message: Item) =>
  fromPage(api.pages.dim, psid, { message: { mid: newMid(), is_echo: true, app_id, ...message } });
export const messagesOf = async (number: number): Promise<MessageBody[]> =>
  (await iryna.get(`/api/chats/${number}/messages`)).json<List<MessageBody>>().items;
export const query = async <T>(text: string, ...values: unknown[]): Promise<T[]> =>
  (await api.database.pool.query(text, values)).rows as T[];
export const chatsOf = (psid: string) =>
  query<{ number: number; status: string; unread: number }>(
    'select number, status, unread from chat c join client k on k.id = c.client_id where k.psid = $1 order by number',
    psid,
  );
export const onlyChat = async (psid: string): Promise<ChatBody> => {
  const chats = await chatsOf(psid);
  expect(chats).toHaveLength(1);
  return readChat(iryna, chats[0]?.number ?? 0);
};
export const onlyMessage = async (psid: string): Promise<MessageBody> => {
  const messages = await messagesOf((await onlyChat(psid)).number);
  expect(messages).toHaveLength(1);
  return messages[0] as MessageBody;
};

export function setUpEvents(): void {
  beforeAll(async () => {
    api = await createApi();
    iryna = await logIn(api, 'iryna');
  });
  afterAll(() => api.stop());
}
