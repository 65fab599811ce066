import type { Client } from '@temporalio/client';
import { afterAll, beforeAll } from 'vitest';
import type { EntryBody } from '#api/chats/entry-schema.ts';
import { openTemporal } from '#platform/temporal.ts';
import { keysIn } from '#test/ground/keys.ts';
import type { Messenger } from '#test/messenger/messenger.ts';
import type { TestApi } from '../../support/api.ts';
import type { List } from '../../support/chat.ts';
import { until } from '../../support/until.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';
import { openWhole, type Whole } from '../../support/whole.ts';

let whole: Whole;
export let api: TestApi;
export let messenger: Messenger;
export let engine: Client;
export let olena: Visitor;
export const query = async (sql: string, ...values: unknown[]) => (await api.database.pool.query(sql, values)).rows;
/** A client of the page, who writes; the chat has decided about it. */
export async function writes() {
  const client = messenger.createClient({ firstName: 'Марія' });
  const psid = client.psids[api.pages.dim.facebookId] ?? '';
  messenger.sendMessage({ page: api.pages.dim.facebookId, client: client.id, text: 'Добрий день' });
  const find = `select c.id, c.number, client_id as "clientId" from chat c join client on client.id = c.client_id
    where psid = $1 and state is not null`;
  const chat = await until('the chat', async () => (await query(find, psid))[0]);
  const more = (text: string) => messenger.sendMessage({ page: api.pages.dim.facebookId, client: client.id, text });
  return { ...(chat as { id: string; number: number; clientId: string }), psid, more };
}
export const recoveries = async (number: number) =>
  (await olena.get(`/api/chats/${number}/timeline?pageSize=100`))
    .json<List<EntryBody>>()
    .items.filter(({ kind }) => kind === 'recovered')
    .map(({ reason }) => reason?.code);

export function setUpWatching(): void {
  beforeAll(async () => {
    whole = await openWhole();
    ({ api, messenger } = whole);
    engine = openTemporal(api.settings.temporal, keysIn(api.database.pool, api.keyring));
    olena = await logIn(api, 'olena');
  });
  afterAll(async () => {
    await engine?.connection.close();
    await whole?.close();
  });
}
