import { expect, test } from 'vitest';
import { openChat } from '../../support/chat.ts';
import { api, create, dmytro, olena, setUpContacts } from './contacts-stage.ts';
import { logIn } from '../../support/visitor.ts';

setUpContacts();

test('F45: a contact’s card leads to the chats with them, of the pages that whoever asks may see', async () => {
  const { dim } = api.pages;
  const taras = await logIn(api, 'taras');
  const contact = await create({ name: 'З чатом' });
  const { number, clientId } = await openChat(api, dim, 'Добрий день, це я');
  await api.database.pool.query('update client set contact_id = $2 where id = $1', [clientId, contact.id]);
  const path = `/api/contacts/${contact.id}/chats`;
  const seen = { number, status: 'new', page: { id: dim.id }, begins: 'Добрий день, це я', finishedAt: null };
  for (const who of [olena, dmytro]) expect((await who.get(path)).json()).toMatchObject({ items: [seen], total: 1 });
  await api.database.pool.query('delete from page_access where employee_id = $1 and page_id = $2', [
    api.people.taras.id,
    dim.id,
  ]);
  expect((await taras.get(path)).json()).toMatchObject({ items: [], total: 0 });
});
