import { expect, test } from 'vitest';
import { openChat } from '../../support/chat.ts';
import { codeOf } from '../../support/http.ts';
import { api, create, iryna, olena, setUpContacts } from './contacts-stage.ts';

setUpContacts();

const remove = (id: string, who = iryna) => who.delete(`/api/contacts/${id}`);

test('F44: an admin deletes a contact that nothing is about; one that something is about stays', async () => {
  const free = await create({ name: 'Зайвий', phones: ['0671230001'] });
  expect(codeOf(await remove(free.id, olena))).toBe('NOT_ALLOWED');
  expect((await remove(free.id)).status).toBe(204);
  expect([codeOf(await remove(free.id)), (await olena.get(`/api/contacts/${free.id}`)).status]).toEqual([
    'NOT_FOUND',
    404,
  ]);

  const [inChat, withLead, company, merged] = [
    await create({ name: 'У чаті' }),
    await create({ name: 'З лідом' }),
    await create({ name: 'Дім', kind: 'company' }),
    await create({ name: 'Об’єднана' }),
  ];
  const { number } = await openChat(api, api.pages.dim, 'вітаю');
  await olena.put(`/api/chats/${number}/contact-link`, { contactId: inChat.id });
  await olena.post('/api/leads', { name: 'Шафа', contactId: withLead.id });
  await create({ name: 'Працівник', companies: [{ id: company.id, role: '' }] });
  const loser = await create({ name: 'Та сама' });
  await olena.post(`/api/contacts/${merged.id}/merges`, { loserId: loser.id, fields: {} });
  for (const { id } of [inChat, withLead, company, merged, loser])
    expect(codeOf(await remove(id))).toBe('CONTACT_IN_USE');
});
