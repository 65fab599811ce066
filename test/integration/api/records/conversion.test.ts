import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../support/http.ts';
import { api, chatWithPhone, dmytro, iryna, type Lead, made, type Named, olena, type Order } from './stage.ts';
import { setUpRecords, statusOf } from './stage.ts';

setUpRecords();

interface Looked {
  conversion: { order: { id: string; number: number } | null; contact: Named; isNew: boolean } | null;
  candidates: { contact: Named; reasons: string[] }[];
}

const path = ({ id }: { id: string }) => `/api/leads/${id}/conversion`;
const look = async (lead: Lead) => (await dmytro.get(path(lead))).json<Looked>();
const convert = (lead: Lead, body: object = {}) => olena.post(path(lead), body);
const orderOf = async (lead: Lead) => {
  const { conversion } = await look(lead);
  return (await olena.get(`/api/orders/${conversion?.order?.id}`)).json<Order>();
};
const countOf = async (table: 'contact' | 'customer_order') =>
  (await api.database.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n;

let phones = 0;
const newLead = (fields: object = {}) => {
  phones += 1;
  const phone = `+38050111${String(phones).padStart(4, '0')}`;
  return made<Lead>('/api/leads', { name: `Лід ${phones}`, phone, amount: 250_000, ...fields });
};

describe('F44, B18: a lead', () => {
  test('becomes a contact and an order of its sum, and undoing takes both away again', async () => {
    const lead = await newLead({ ownerId: api.people.olena.id });
    const before = [await countOf('contact'), await countOf('customer_order')];
    const converted = await convert(lead);
    expect([converted.status, converted.json()]).toMatchObject([
      201,
      { status: { meaning: 'converted' }, contact: { name: lead.name } },
    ]);
    expect((await look(lead)).conversion).toMatchObject({ isNew: true, contact: { name: lead.name } });
    expect(await orderOf(lead)).toMatchObject({
      name: lead.name,
      total: 250_000,
      owner: { id: api.people.olena.id },
      contact: { name: lead.name },
    });
    expect(codeOf(await convert(lead))).toBe('LEAD_CONVERTED');
    const undone = (await olena.delete(path(lead))).json();
    expect(undone).toMatchObject({
      order: 'deleted',
      contact: 'deleted',
      lead: { status: lead.status, contact: null },
    });
    expect([await countOf('contact'), await countOf('customer_order')]).toEqual(before);
    expect((await olena.delete(path(lead))).status).toBe(404);
    expect((await convert(lead)).status).toBe(201);
  });

  test('shows first which contacts it may be of, and makes nothing until one is chosen', async () => {
    const lead = await newLead();
    const same = await made<Named>('/api/contacts', { name: 'Марія', phones: [lead.phone] });
    const namesake = await made<Named>('/api/contacts', { name: lead.name });
    expect((await look(lead)).candidates).toMatchObject([
      { contact: { id: same.id }, reasons: ['phone'] },
      { contact: { id: namesake.id }, reasons: ['name'] },
    ]);
    const orders = await countOf('customer_order');
    const refused = await convert(lead);
    expect([refused.status, codeOf(refused)]).toEqual([409, 'CONTACT_TO_CHOOSE']);
    expect(codeOf(await convert(lead, { contactId: randomUUID() }))).toBe('UNKNOWN_CONTACT');
    expect(codeOf(await convert(lead, { contactId: same.id, order: { sourceId: randomUUID() } }))).toBe(
      'UNKNOWN_SOURCE',
    );
    expect(await countOf('customer_order')).toBe(orders);
    const lines = [{ name: 'Шафа', quantity: 1_000, price: 700 }];
    expect((await convert(lead, { contactId: same.id, order: { lines } })).status).toBe(201);
    expect(await orderOf(lead)).toMatchObject({ total: 700, contact: { id: same.id } });
    expect((await olena.delete(path(lead))).json()).toMatchObject({ contact: 'stays' });
    const converted = (await convert(lead, { contact: { name: 'Ще одна' }, order: null })).json<Lead>();
    expect(converted.contact?.name).toBe('Ще одна');
    expect((await look(lead)).conversion?.order).toBeNull();
  });

  test('gets that status in no other way, and keeps it until it is undone', async () => {
    const lead = await newLead();
    const [converted, work] = [await statusOf('lead', 'converted'), await statusOf('lead', 'in_work')];
    const byHand = await olena.put(`/api/leads/${lead.id}`, { statusId: converted });
    expect([byHand.status, codeOf(byHand)]).toEqual([409, 'CONVERSION_NEEDED']);
    expect(codeOf(await olena.post('/api/leads', { name: 'x', statusId: converted }))).toBe('CONVERSION_NEEDED');
    await convert(lead);
    expect((await olena.put(`/api/leads/${lead.id}`, { note: 'далі' })).status).toBe(200);
    expect(codeOf(await olena.put(`/api/leads/${lead.id}`, { statusId: work }))).toBe('CONVERSION_STANDS');
    await olena.delete(path(lead));
    expect((await olena.put(`/api/leads/${lead.id}`, { statusId: work })).status).toBe(200);
  });

  test('is converted once by two who ask at the same time', async () => {
    const lead = await newLead();
    const answers = await Promise.all([convert(lead), convert(lead)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  });

  test('hands its chats’ clients on, and takes them back', async () => {
    const { number, phone } = await chatWithPhone();
    const lead = await made<Lead>(`/api/chats/${number}/leads`, { name: 'З чату', phone });
    const { contact } = (await convert(lead)).json<Lead>();
    const links = async () => (await olena.get(`/api/chats/${number}/links`)).json();
    expect(await links()).toMatchObject({ contact: { id: contact?.id }, orders: [{ isMain: true, why: 'made' }] });
    expect((await olena.delete(path(lead))).json()).toMatchObject({ order: 'deleted', contact: 'deleted' });
    expect(await links()).toMatchObject({ contact: null, orders: [] });
  });

  test('is not undone once a document was issued; what somebody worked on is kept', async () => {
    const company = await made<Named>('/api/companies', { kind: 'sole', name: 'Дім', fullName: 'ФОП Дім' }, iryna);
    const lead = await newLead();
    await convert(lead);
    const { id: orderId, contact, lines } = await orderOf(lead);
    const draft = { kind: 'act', companyId: company.id, contactId: contact?.id, orderId, lines };
    await made<Named>('/api/documents', draft);
    expect((await olena.delete(path(lead))).json()).toMatchObject({ order: 'archived', contact: 'stays' });
    await convert(lead, { contactId: contact?.id });
    const again = await orderOf(lead);
    const other = await made<Named>('/api/documents', { ...draft, orderId: again.id });
    await olena.put(`/api/documents/${other.id}/issued`);
    const refused = await olena.delete(path(lead));
    expect([refused.status, codeOf(refused)]).toEqual([409, 'CONVERSION_ISSUED']);
    expect((await dmytro.post(path(lead), {})).status).toBe(403);
  });
});
