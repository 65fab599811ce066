import { expect, test } from 'vitest';
import { openChat } from '../../support/chat.ts';
import { codeOf } from '../../support/http.ts';
import type { Visitor } from '../../support/visitor.ts';
import { api, type Contact, create, dmytro, iryna, olena, setUpContacts } from './contacts-stage.ts';

setUpContacts();

interface Page {
  items: { kind: string; id: string; at: string }[];
  next: string | null;
}
const pageOf = async ({ id }: Contact, query: string, who: Visitor = olena) =>
  (await who.get(`/api/contacts/${id}/timeline?${query}`)).json<Page>();
const made = async (path: string, body: object, who: Visitor = olena) =>
  (await who.post(path, body)).json<{ id: string }>();
const chatWith = async ({ id }: Contact, page: 'dim' | 'outlet') => {
  const { clientId, number } = await openChat(api, api.pages[page]);
  await api.database.pool.query('update client set contact_id = $2 where id = $1', [clientId, id]);
  return number;
};
const company = async () =>
  (await made('/api/companies', { kind: 'sole', name: 'Дім', fullName: 'ФОП Дім', accounts }, iryna)).id;
const accounts = [{ iban: 'UA673005280000026500504354077', bank: 'ОТП' }];

test('F44, F45: a contact’s timeline has chats, leads, orders, documents and changes, page by page', async () => {
  const contact = await create({ name: 'Марія' });
  const number = await chatWith(contact, 'dim');
  const contactId = contact.id;
  const [lead, order] = [
    await made('/api/leads', { name: 'Шафа', contactId }),
    await made('/api/orders', { name: 'Шафа', contactId }),
  ];
  const document = await made('/api/documents', { kind: 'act', companyId: await company(), contactId });
  await olena.put(`/api/contacts/${contact.id}`, { segment: 'Опт' });
  await olena.put(`/api/leads/${lead.id}`, { amount: 100_00 });
  const whole = await pageOf(contact, '');
  expect(whole.items).toMatchObject([
    { kind: 'record_change', record: { kind: 'lead', recordId: lead.id, field: 'amount', after: 100_00 } },
    { kind: 'change', change: { field: 'segment', after: 'Опт' }, chat: null },
    { kind: 'document', document: { id: document.id } },
    { kind: 'order', order: { id: order.id } },
    { kind: 'lead', lead: { id: lead.id } },
    { kind: 'chat', chat: { number } },
    { kind: 'change', change: { field: 'name' } },
  ]);
  expect(whole.next).toBeNull();
  const walked = [];
  for (let next: string | null = ''; next !== null;) {
    const page: Page = await pageOf(contact, `pageSize=2${next && `&cursor=${next}`}`);
    walked.push(...page.items);
    next = page.next;
  }
  expect(walked).toEqual(whole.items);
  for (const cursor of ['l.e30', 's.AAAA'])
    expect(codeOf(await olena.get(`/api/contacts/${contact.id}/timeline?cursor=${cursor}`))).toBe('BAD_REQUEST');
});

test('F45: chats of pages that whoever asks may not see are in nobody’s timeline', async () => {
  const contact = await create({ name: 'Ігор' });
  const number = await chatWith(contact, 'outlet');
  const kinds = async (who: Visitor) => (await pageOf(contact, '', who)).items.map(({ kind }) => kind);
  expect(await kinds(olena)).toEqual(['change']);
  expect(await kinds(dmytro)).toEqual(['chat', 'change']);
  expect((await dmytro.get(`/api/contacts/${contact.id}/timeline`)).text).toContain(`"number":${number}`);
});

test('F33, F44: a contact’s summary has the open order, what is owed, and the last document', async () => {
  const contact = await create({ name: 'Оксана' });
  const contactId = contact.id;
  const summary = async () => (await dmytro.get(`/api/contacts/${contactId}/summary`)).json<object>();
  expect(await summary()).toEqual({ openOrders: 0, order: null, debt: 0, debts: [], document: null });
  const lines = [{ name: 'Шафа', quantity: 1_000, price: 150_000 }];
  const companyId = await company();
  const order = await made('/api/orders', { contactId, lines });
  const invoice = async () => {
    const { id } = await made('/api/documents', { kind: 'invoice', companyId, contactId, lines });
    await olena.put(`/api/documents/${id}/issued`);
    return id;
  };
  const [first, second, third] = [await invoice(), await invoice(), await invoice()];
  await olena.put(`/api/documents/${first}/paid`, { date: '2026-11-26', sum: 150_000 });
  await olena.put(`/api/documents/${second}/paid`, { date: '2026-11-26', sum: 50_000 });
  expect(await summary()).toMatchObject({
    openOrders: 1,
    order: { id: order.id, total: 150_000 },
    debt: 250_000,
    document: { id: third, kind: 'invoice', state: 'issued', total: 150_000 },
  });
  await olena.put(`/api/documents/${third}/cancelled`, { reason: 'помилка' });
  await olena.delete(`/api/orders/${order.id}`);
  expect(await summary()).toMatchObject({ openOrders: 0, order: null, debt: 100_000 });
});
