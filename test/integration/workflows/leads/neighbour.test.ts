import { afterAll, describe, expect, test } from 'vitest';
import { anyHostOr } from '#activities/files/hosts.ts';
import type { MessageBody } from '#api/messages/schema.ts';
import { type List, openChat, readChat } from '#test/integration/support/chat.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import { createNeighbour, type NeighbourProgram } from '#test/neighbour/neighbour.ts';
import { api, iryna, leadsWith, newPhone, publish, says, settled, setUpLeads } from './leads-stage.ts';

const secret = 'canary-secret-of-the-neighbour';
const path = '/api/neighbour';
let program: NeighbourProgram;

setUpLeads(async () => {
  program = await createNeighbour(secret);
  return { crmHosts: anyHostOr(program.origin) };
});
afterAll(() => program?.close());

const switchOn = (isOn = true) => iryna.put(path, { isOn, url: program.url, secret });
const outside = async (number: number) =>
  (await iryna.get(`/api/chats/${number}/links`)).json<{ outside: { number: string; url: string }[] }>().outside;

describe('B18: the CRM beside ours', () => {
  test('is named, tried and switched on by admins alone; its secret never comes out', async () => {
    for (const name of ['olena', 'dmytro'] as const)
      expect((await (await logIn(api, name)).get(path)).status).toBe(403);
    const refused = async (fields: object) =>
      codeOf(await iryna.put(path, { isOn: true, url: program.url, ...fields }));
    expect(await refused({})).toBe('NEIGHBOUR_SECRET');
    expect(await refused({ secret, url: 'http://169.254.169.254/' })).toBe('NEIGHBOUR_ADDRESS');
    const tried = async (fields: object = {}) =>
      (await iryna.post(`${path}/trial`, { url: program.url, ...fields })).json<object>();
    expect(await tried({ secret })).toEqual({ ok: true, name: 'Сусідка', reason: null, status: 200 });
    expect(await tried({ secret: 'another secret of sixteen' })).toMatchObject({ reason: 'refused', status: 401 });
    expect((await switchOn(false)).json()).toMatchObject({ isOn: false, url: program.url, hasSecret: true });
    expect(await tried()).toMatchObject({ ok: true });
    expect((await iryna.get(path)).text).not.toContain(secret);
    const { rows } = await api.database.pool.query<{ kept: string }>('select value::text as kept from installation');
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test('F06: has the lead of a chat, once, told of the chat, with its address in the chat', async () => {
    await switchOn();
    await publish({ autoLead: 'if_none_open' }, 'dim');
    const phone = newPhone();
    const { number, psid } = await openChat(api, api.pages.dim, `Мій номер ${phone}`);
    const { outcome } = await settled(number);
    const [lead] = [...program.books.leads.values()].filter(({ data }) => data['phone'] === phone);
    expect(outcome).toMatchObject({ code: 'made', lead: lead?.id, number: lead?.number, url: lead?.url });
    expect(lead?.links).toMatchObject([{ url: `http://localhost:3000/chats/${number}` }]);
    expect(await outside(number)).toMatchObject([{ number: lead?.number, url: lead?.url }]);
    expect(await leadsWith(phone)).toEqual([]);
    await iryna.put(`/api/chats/${number}/status`, { status: 'finished' });
    const next = await openChat(api, api.pages.dim, 'Знову я', psid);
    expect((await settled(next.number)).outcome).toMatchObject({ code: 'open_lead', url: lead?.url });
    expect(await outside(next.number)).toHaveLength(1);
  });

  test('F06, F11: one that hangs keeps no chat waiting, and has its lead once when it is back', async () => {
    await switchOn();
    await publish({ autoLead: 'each' }, 'dim');
    program.is('hangs');
    const asked = program.calls('findPerson');
    const phone = newPhone();
    const { number, psid } = await openChat(api, api.pages.dim, `Я ${phone}`);
    await until('it is asked', () => program.calls('findPerson') > asked);
    await says('dim', psid, 'Ви тут?');
    await until('the chat hears of both', async () => (await readChat(iryna, number)).unread === 2);
    const messages = `/api/chats/${number}/messages`;
    expect((await iryna.post(messages, { text: 'Тут' })).status).toBe(201);
    // Meta does not know this client: what counts is that it was asked.
    await until('the answer has left', async () =>
      (await iryna.get(messages))
        .json<List<MessageBody>>()
        .items.some(({ text, state }) => text === 'Тут' && /sent|delivered|read|failed/.test(state ?? '')),
    );
    expect((await iryna.get(path)).json()).toMatchObject({ waiting: 1 });
    program.is('well');
    expect((await settled(number)).outcome?.code).toBe('made');
    expect([...program.books.leads.values()].filter(({ data }) => data['phone'] === phone)).toHaveLength(1);
    await until('nothing waits', async () => (await iryna.get(path)).json<{ waiting: number }>().waiting === 0);
  });

  test('F06: one that makes a lead and cuts the line before it says so has made one', async () => {
    await switchOn();
    await publish({ autoLead: 'each' }, 'dim');
    program.cutsAfter('createLead');
    const phone = newPhone();
    const { number } = await openChat(api, api.pages.dim, `Це ${phone}`);
    expect((await settled(number)).outcome?.code).toBe('made');
    expect([...program.books.leads.values()].filter(({ data }) => data['phone'] === phone)).toHaveLength(1);
  });
});
