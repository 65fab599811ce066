import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openChat } from '../../support/chat.ts';
import { codeOf } from '../../support/http.ts';
import {
  api,
  chatWithPhone,
  dmytro,
  iryna,
  type Lead,
  made,
  type Named,
  olena,
  setUpRecords,
  statusOf,
} from './stage.ts';

setUpRecords();

interface Links {
  contact: Named | null;
  leads: {
    lead: Lead;
    isMain: boolean;
    why: string;
    by: Named | null;
    messages: { phone: string | null; email: string | null };
  }[];
  suggestions: { contacts: { contact: Named; matchedBy: string }[]; leads: { lead: Lead; matchedBy: string }[] };
}

const linksOf = async (number: number, who = olena) => (await who.get(`/api/chats/${number}/links`)).json<Links>();
const path = (number: number, kind: string, id: string) => `/api/chats/${number}/links/${kind}/${id}`;

describe('F35: a chat', () => {
  test('is offered the open leads with its phone, each with why, and none by itself', async () => {
    const { number, phone } = await chatWithPhone();
    const [lead, lost] = [
      await made<Lead>('/api/leads', { name: 'Той самий телефон', phone }),
      await made<Lead>('/api/leads', { name: 'Втрачений', phone }),
    ];
    await olena.put(`/api/leads/${lost.id}`, { statusId: await statusOf('lead', 'lost'), reason: 'дорого' });
    const { leads, suggestions } = await linksOf(number);
    expect(leads).toEqual([]);
    expect(suggestions.leads).toEqual([{ lead, matchedBy: 'phone' }]);
  });

  test('is linked to several leads and one contact, which are taken away again', async () => {
    const { number, phone } = await chatWithPhone();
    const contact = await made<Named>('/api/contacts', { name: 'Марія', phones: [phone] });
    const [first, second] = [
      await made<Lead>('/api/leads', { name: 'Шафа' }),
      await made<Lead>('/api/leads', { name: 'Ліжко', contactId: contact.id }),
    ];
    expect((await linksOf(number)).suggestions.contacts).toMatchObject([
      { contact: { id: contact.id }, matchedBy: 'phone' },
    ]);
    const linked = (await olena.put(path(number, 'contact', contact.id), {})).json<Links>();
    expect(linked).toMatchObject({ contact: { id: contact.id }, suggestions: { contacts: [] } });
    expect(linked.suggestions.leads).toMatchObject([{ lead: { id: second.id }, matchedBy: 'contact' }]);
    for (const { id } of [first, second, second])
      expect((await olena.put(path(number, 'lead', id), {})).status).toBe(200);
    const by = { id: api.people.olena.id };
    expect((await linksOf(number)).leads).toMatchObject([
      { lead: { id: first.id }, isMain: true, why: 'linked', by },
      { lead: { id: second.id }, isMain: false, why: 'linked', by },
    ]);
    const { lead } = (await olena.get(`/api/chats/${number}`)).json<{ lead: object }>();
    expect(lead).toEqual({ id: first.id, number: first.number, name: 'Шафа' });
    expect((await olena.delete(path(number, 'lead', first.id))).json<Links>().leads).toHaveLength(1);
    expect((await olena.delete(path(number, 'contact', contact.id))).json<Links>().contact).toBeNull();
    for (const [kind, { id }] of [
      ['lead', first],
      ['contact', contact],
    ] as const)
      expect((await olena.delete(path(number, kind, id))).status).toBe(404);
  });

  test('F33, F34: has one main lead, which another one becomes, in the next chat, too', async () => {
    const { number, psid } = await openChat(api, api.pages.dim);
    const shown = ({ leads }: Links) => leads.map(({ lead, isMain }) => [lead.number, isMain]);
    const [first, second] = [
      await made<Lead>('/api/leads', { name: 'А' }),
      await made<Lead>('/api/leads', { name: 'Б' }),
    ];
    for (const { id } of [first, second]) await olena.put(path(number, 'lead', id), {});
    expect(shown(await linksOf(number))).toEqual([
      [first.number, true],
      [second.number, false],
    ]);
    expect((await dmytro.put(`${path(number, 'lead', second.id)}/main`, {})).status).toBe(403);
    await olena.put(`${path(number, 'lead', second.id)}/main`, {});
    await api.database.pool.query(`update chat set status = 'finished', finished_at = now() where number = $1`, [
      number,
    ]);
    const next = await openChat(api, api.pages.dim, 'Ще раз', psid);
    expect(shown(await linksOf(next.number))).toEqual([
      [second.number, true],
      [first.number, false],
    ]);
  });

  test('F28, F33: is about one lead, wherever named: the main one while open, else the last open one', async () => {
    const { number } = await openChat(api, api.pages.dim);
    const [a, b, c] = [
      await made<Lead>('/api/leads', { name: 'А' }),
      await made<Lead>('/api/leads', { name: 'Б' }),
      await made<Lead>('/api/leads', { name: 'В' }),
    ];
    for (const { id } of [a, b, c]) await olena.put(path(number, 'lead', id), {});
    const names = async () => {
      const { items } = (await olena.get('/api/chats')).json<{ items: { number: number; lead: Lead | null }[] }>();
      const [card] = (await linksOf(number)).leads;
      return [card?.lead.name, items.find((chat) => chat.number === number)?.lead?.name ?? null];
    };
    const stand = async ({ id }: Lead, meaning: string) =>
      olena.put(`/api/leads/${id}`, { statusId: await statusOf('lead', meaning), reason: 'дорого' });
    const both = (name: string) => [name, name];
    expect(await names()).toEqual(both('А'));
    await stand(a, 'lost');
    expect(await names()).toEqual(both('В'));
    await stand(c, 'lost');
    expect(await names()).toEqual(both('Б'));
    await stand(b, 'lost');
    expect(await names()).toEqual(both('А'));
    await olena.put(`${path(number, 'lead', b.id)}/main`, {});
    expect(await names()).toEqual(both('Б'));
    await stand(c, 'new');
    expect(await names()).toEqual(both('В'));
    for (const { id } of [a, b, c]) await olena.delete(`/api/leads/${id}`);
    expect((await names())[1]).toBeNull();
  });

  test('hands its links on to the client’s next chat, and a lead tells its chats', async () => {
    const { number, psid } = await openChat(api, api.pages.dim);
    const lead = await made<Lead>(`/api/chats/${number}/leads`, { name: 'Далі' });
    await api.database.pool.query(`update chat set status = 'finished', finished_at = now() where number = $1`, [
      number,
    ]);
    const next = await openChat(api, api.pages.dim, 'Ще раз', psid);
    expect(next.number).not.toBe(number);
    expect((await linksOf(next.number)).leads).toMatchObject([{ lead: { id: lead.id }, why: 'made' }]);
    const chats = (await olena.get(`/api/leads/${lead.id}/chats`)).json<{ items: { number: number }[] }>().items;
    expect(chats.map((chat) => chat.number)).toEqual([next.number, number]);
  });

  test('that one may not see tells nothing of its links, and a lead nothing of that chat', async () => {
    const { number } = await openChat(api, api.pages.outlet);
    const lead = await made<Lead>(`/api/chats/${number}/leads`, { name: 'Не для всіх' }, iryna);
    for (const answer of [
      await olena.get(`/api/chats/${number}/links`),
      await olena.put(path(number, 'lead', lead.id), {}),
      await olena.post(`/api/chats/${number}/leads`, { name: 'x' }),
    ])
      expect([answer.status, codeOf(answer)]).toEqual([404, 'CHAT_NOT_FOUND']);
    expect((await olena.get(`/api/leads/${lead.id}/chats`)).json<{ items: [] }>().items).toEqual([]);
    expect((await dmytro.get(`/api/leads/${lead.id}/chats`)).json<{ items: [] }>().items).toHaveLength(1);
    expect((await dmytro.put(path(number, 'lead', lead.id), {})).status).toBe(403);
    expect((await iryna.put(path(number, 'lead', randomUUID()), {})).status).toBe(404);
    expect((await iryna.put(path(number, 'file', lead.id), {})).status).toBe(400);
  });
});

test('F34: a lead made of a chat is linked at once, and knows the message its phone came from', async () => {
  const { number, phone, messageId } = await chatWithPhone();
  const lead = await made<Lead>(`/api/chats/${number}/leads`, { name: 'З чату', phone });
  expect((await linksOf(number)).leads).toMatchObject([
    { lead: { id: lead.id, phone }, why: 'made', messages: { phone: messageId, email: null } },
  ]);
  const refused = await olena.post(`/api/chats/${number}/leads`, { name: 'x', sourceId: randomUUID() });
  expect([refused.status, codeOf(refused)]).toEqual([422, 'UNKNOWN_SOURCE']);
});
