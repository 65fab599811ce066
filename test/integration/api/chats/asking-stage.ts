import { afterAll, beforeAll, expect } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import type { EntryBody } from '#api/chats/entry-schema.ts';
import type { MessageBody } from '#api/messages/schema.ts';
import type { Messenger } from '#test/messenger/messenger.ts';
import type { TestApi } from '../../support/api.ts';
import { type List, readChat } from '../../support/chat.ts';
import { codeOf } from '../../support/http.ts';
import { until } from '../../support/until.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';
import { openWhole, type Whole } from '../../support/whole.ts';

let whole: Whole;
export let api: TestApi;
export let messenger: Messenger;
export let olena: Visitor;
export let iryna: Visitor;
export async function publish(settings: object): Promise<void> {
  const answer = await iryna.post(`/api/pages/${api.pages.dim.id}/settings`, {
    settings,
    comment: 'test',
    replace: true,
  });
  // What is in force already is no version.
  expect(answer.status === 201 || codeOf(answer) === 'NOTHING_CHANGES').toBe(true);
}
/** A client of the page, who writes; `number` once the chat has decided about it. */
export async function writes(locale: string | null = 'uk_UA', first = 'Добрий день') {
  const client = messenger.createClient({ firstName: 'Марія', locale });
  const psid = client.psids[api.pages.dim.facebookId] ?? '';
  const says = (text: string) => messenger.sendMessage({ page: api.pages.dim.facebookId, client: client.id, text });
  says(first);
  const find = `select number from chat c join client on client.id = c.client_id where psid = $1 and state is not null
     order by number desc`;
  const number = await until(
    'the chat',
    async () => (await api.database.pool.query(find, [psid])).rows[0]?.number as number,
  );
  return { says, number, psid };
}
export const messagesOf = async (number: number) =>
  (await olena.get(`/api/chats/${number}/messages?pageSize=100`)).json<List<MessageBody>>().items;
export const automatic = async (number: number) =>
  (await messagesOf(number)).filter((message) => message.automatic).map(({ kind }) => kind);
export const timeline = async (number: number) =>
  (await olena.get(`/api/chats/${number}/timeline?pageSize=100`)).json<List<EntryBody>>().items;
export const chatWith = (number: number, fits: (chat: ChatBody) => boolean) =>
  until('the chat', async () => ((chat) => (fits(chat) ? chat : null))(await readChat(olena, number)));

export function setUpAsking(): void {
  beforeAll(async () => {
    whole = await openWhole();
    ({ api, messenger } = whole);
    [olena, iryna] = [await logIn(api, 'olena'), await logIn(api, 'iryna')];
  });
  afterAll(() => whole?.close());
}
