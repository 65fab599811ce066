import { describe, expect, test } from 'vitest';
import { openChat } from '#test/integration/support/chat.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { insist } from '#test/integration/support/insist.ts';
import { api, iryna, leadsWith, linked, newPhone, publish, says, settled, setUpLeads } from './leads-stage.ts';

setUpLeads();

const finish = (number: number) =>
  insist(() => iryna.put(`/api/chats/${number}/status`, { status: 'finished' }), 'CHAT_FINISHED');
const source = async (name: string) =>
  (await iryna.post('/api/sources', { kind: 'lead', name })).json<{ id: string; name: string }>();

describe('F06: an automatic lead', () => {
  test('F11: is made once for each chat, linked to its client, of the source that is set', async () => {
    const { id, name } = await source('Facebook');
    await publish({ autoLead: 'each', leadSourceId: id }, 'dim');
    const phone = newPhone();
    const { number, psid } = await openChat(api, api.pages.dim, `Мій номер ${phone}`);
    await says('dim', psid, 'Ще питання');
    const { wanted, outcome } = await settled(number);
    expect(wanted).toEqual(['every_chat']);
    const [lead, ...others] = await linked(number);
    expect([lead, others]).toMatchObject([{ phone, source: { id, name }, why: 'automatic' }, []]);
    expect(lead?.name).not.toBe('');
    expect(outcome).toMatchObject({ code: 'made', lead: lead?.id, number: String(lead?.number), url: null });
    await finish(number);
    const next = await openChat(api, api.pages.dim, 'Знову я', psid);
    expect((await settled(next.number)).outcome?.code).toBe('made');
    expect(await linked(next.number)).toHaveLength(2);
  });

  test('waits for the phone that is asked for, and has it', async () => {
    await publish({ autoLead: 'each', requirePhone: true }, 'dim');
    const phone = newPhone();
    const { number, psid } = await openChat(api, api.pages.dim, 'Скільки коштує люстра?');
    await says('dim', psid, phone);
    await settled(number);
    expect(await linked(number)).toMatchObject([{ phone, why: 'automatic' }]);
  });

  test('of one person there is one open, also when two pages hear of them at once', async () => {
    await publish({ autoLead: 'if_none_open' }, 'dim', 'outlet');
    const phone = newPhone();
    const chats = await Promise.all(
      (['dim', 'outlet', 'dim', 'outlet'] as const).map((page) => openChat(api, api.pages[page], `Я ${phone}`)),
    );
    const outcomes = await Promise.all(chats.map(({ number }) => settled(number)));
    const codes = outcomes.map(({ outcome }) => outcome?.code);
    expect(Object.groupBy(codes, (code) => code ?? '')).toMatchObject({ made: ['made'], open_lead: { length: 3 } });
    const [lead, ...others] = await leadsWith(phone);
    expect(others).toEqual([]);
    for (const { number } of chats) expect((await linked(number)).map(({ id }) => id)).toEqual([lead?.id]);
  });

  test('a chat that ends and the next one have one in common, until that is closed', async () => {
    await publish({ autoLead: 'if_none_open' }, 'dim');
    const first = await openChat(api, api.pages.dim, 'Добрий день');
    await settled(first.number);
    await finish(first.number);
    const second = await openChat(api, api.pages.dim, 'Ще одне', first.psid);
    expect((await settled(second.number)).outcome).toMatchObject({ code: 'open_lead' });
    const [lead] = await linked(second.number);
    const { items } = (await iryna.get('/api/statuses?kind=lead')).json<{ items: { id: string; meaning: string }[] }>();
    const statusId = items.find(({ meaning }) => meaning === 'junk')?.id;
    expect((await iryna.put(`/api/leads/${lead?.id}`, { statusId })).status).toBe(200);
    await finish(second.number);
    const third = await openChat(api, api.pages.dim, 'І ще', first.psid);
    expect((await settled(third.number)).outcome?.code).toBe('made');
  });

  test('is none where two of theirs are open: which one is a choice', async () => {
    await publish({ autoLead: 'if_none_open' }, 'dim');
    const phone = newPhone();
    for (const name of ['Перший', 'Другий']) expect((await iryna.post('/api/leads', { name, phone })).status).toBe(201);
    const { number } = await openChat(api, api.pages.dim, `Це ${phone}`);
    expect((await settled(number)).outcome).toMatchObject({ code: 'several_open' });
    expect(await linked(number)).toEqual([]);
  });

  test('is none for who is a contact, where it is set so', async () => {
    await publish({ autoLead: 'not_known_contacts' }, 'dim');
    const phone = newPhone();
    const contact = (await iryna.post('/api/contacts', { name: 'Марія', phones: [phone] })).json<{ id: string }>();
    const { number } = await openChat(api, api.pages.dim, `Мій ${phone}`);
    expect((await settled(number)).outcome).toMatchObject({ code: 'known_contact', contact: contact.id });
    const stranger = await openChat(api, api.pages.dim, `Мій ${newPhone()}`);
    expect((await settled(stranger.number)).outcome?.code).toBe('made');
  });
});

test('F11: only a source of leads that is in use is published', async () => {
  const path = `/api/pages/${api.pages.dim.id}/settings`;
  const used = await source('Виставка');
  const order = (await iryna.post('/api/sources', { kind: 'order', name: 'Каса' })).json<{ id: string }>();
  const refused = async (leadSourceId: unknown) =>
    codeOf(await iryna.post(path, { settings: { leadSourceId } })) || 'published';
  expect(await refused(order.id)).toBe('INVALID_SETTINGS');
  expect(await refused('00000000-0000-4000-8000-000000000000')).toBe('INVALID_SETTINGS');
  expect((await iryna.post(path, { settings: { leadSourceId: used.id } })).status).toBe(201);
  expect((await iryna.put(`/api/sources/${used.id}`, { archived: true })).status).toBe(200);
  expect(await refused(used.id)).toBe('INVALID_SETTINGS');
  for (const autoLead of ['sometimes', 3]) {
    const answer = await iryna.post(path, { settings: { autoLead } });
    expect([answer.status, codeOf(answer)]).toEqual([422, 'INVALID_SETTINGS']);
  }
});
