import type { ChatBody } from '#api/chats/schema.ts';
import type { TestApi } from './api.ts';
import type { TestPage } from './company.ts';
import type { Visitor } from './visitor.ts';
import { deliver, newPsid, textOf } from './webhook.ts';
import { insist } from './insist.ts';
import { until } from './until.ts';

export interface List<T> {
  items: T[];
  total: number;
  page: number;
  pageSize: number;
}

/** A client of `page` writes; returns the number of the chat it made. */
export async function openChat(
  api: TestApi,
  page: TestPage,
  text = 'Добрий день',
  psid = newPsid(),
): Promise<{ number: number; psid: string; clientId: string }> {
  const item = textOf(page, psid, text);
  const answer = await insist(() => deliver(api, page, [item]));
  if (answer.status !== 200) throw new Error(`not accepted: ${answer.status} ${answer.text}`);
  // What is late with a connection is asked again.
  const made = await until('its chat', async () => {
    const { rows } = await api.database.pool.query<{ number: number; clientId: string }>(
      `select c.number, c.client_id as "clientId" from chat c join client on client.id = c.client_id
       where client.psid = $1 and client.page_id = $2 order by c.number desc limit 1`,
      [psid, page.id],
    );
    return { chat: rows[0] };
  });
  if (!made.chat) throw new Error('the message made no chat');
  return { ...made.chat, psid };
}

export const readChat = async (who: Visitor, number: number): Promise<ChatBody> =>
  (await who.get(`/api/chats/${number}`)).json<ChatBody>();
