import { expect, test } from 'vitest';
import { openChat } from '../../support/chat.ts';
import { openLive, type LiveStream } from '../../support/live.ts';
import { until } from '../../support/until.ts';
import { api, dmytro, type Lead, made, type Named, olena, type Order, setUpRecords } from './stage.ts';

setUpRecords();

/** What the act did is told to a window that looks at the chat. */
async function telling<T>(window: LiveStream, number: number, act: () => Promise<T>): Promise<T> {
  const of = () => window.named('links').filter(({ body }) => body['chatNumber'] === number).length;
  const before = of();
  const done = await act();
  await until(`that chat ${number} is linked otherwise`, () => of() > before);
  return done;
}

test('F33, F34, F35: contacts, leads and orders are linked in other windows as they are in this one', async () => {
  const { number } = await openChat(api, api.pages.dim);
  const window = await openLive(api, dmytro);
  const links = `/api/chats/${number}/links`;
  const contact = await made<Named>('/api/contacts', { name: 'Марія' });
  const told = () => window.named('chat').some(({ body }) => JSON.stringify(body).includes(contact.id));
  await olena.put(`${links}/contact/${contact.id}`, {});
  await until('that the client is known', told);
  for (const kind of ['lead', 'order'] as const) {
    const record = await made<Lead | Order>(`/api/${kind}s`, { name: 'Шафа' });
    await telling(window, number, () => olena.put(`${links}/${kind}/${record.id}`, {}));
    await telling(window, number, () => olena.put(`${links}/${kind}/${record.id}/main`, {}));
    await telling(window, number, () => olena.delete(`${links}/${kind}/${record.id}`));
    const own = await telling(window, number, () => made<Lead>(`/api/chats/${number}/${kind}s`, { name: 'З чату' }));
    const isTold = () => window.named('record').filter(({ body }) => body['recordId'] === own.id).length;
    const before = isTold();
    await olena.put(`/api/${kind}s/${own.id}`, { name: 'Інша' });
    await until('that it is called otherwise', () => isTold() > before);
  }
  window.close();
});

test('B18, F44: an order that a lead became is linked in other windows, and gone once that is undone', async () => {
  const { number } = await openChat(api, api.pages.dim);
  const window = await openLive(api, dmytro);
  const lead = await telling(window, number, () => made<Lead>(`/api/chats/${number}/leads`, { name: 'Кухня' }));
  const orders = async () => (await olena.get(`/api/chats/${number}/links`)).json<{ orders: object[] }>().orders;
  await telling(window, number, () => olena.post(`/api/leads/${lead.id}/conversion`, {}));
  expect(await orders()).toMatchObject([{ isMain: true, why: 'made' }]);
  await telling(window, number, () => olena.delete(`/api/leads/${lead.id}/conversion`));
  expect(await orders()).toEqual([]);
  window.close();
});
