import { afterAll, beforeAll } from 'vitest';
import type { MessageBody } from '#api/messages/schema.ts';
import { APP_SECRET, createApi, type TestApi } from '../../support/api.ts';
import type { List } from '../../support/chat.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';
import { deliver, type Item } from '../../support/webhook.ts';
import { insist } from '#test/integration/support/insist.ts';

export let api: TestApi;
export let olena: Visitor;
/** As Meta does: what is not taken in time is brought again. */
export const send = (items: Item[]) => insist(() => deliver(api, api.pages.dim, items));
export const messages = async (number: number, query = ''): Promise<MessageBody[]> =>
  (await olena.get(`/api/chats/${number}/messages${query}`)).json<List<MessageBody>>().items;

export function setUpWebhooks(): void {
  beforeAll(async () => {
    api = await createApi({ facebook: { appId: '', appSecrets: ['the next secret', APP_SECRET], verifyToken: 'x' } });
    olena = await logIn(api, 'olena');
  });
  afterAll(() => api.stop());
}
