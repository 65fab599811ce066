import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anyHostOr } from '#activities/files/hosts.ts';
import type { MessageBody } from '#api/messages/schema.ts';
import type { TroublesBody } from '#api/troubles/schema.ts';
import { type List, openChat } from '#test/integration/support/chat.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { until } from '#test/integration/support/until.ts';
import { createNeighbour, type NeighbourProgram } from '#test/neighbour/neighbour.ts';
import { api, iryna, newPhone, setUpLeads } from './leads-stage.ts';

const secret = 'canary-secret-of-the-neighbour';
let program: NeighbourProgram;

setUpLeads(async () => {
  program = await createNeighbour(secret);
  return { crmHosts: anyHostOr(program.origin) };
});
beforeAll(async () => void (await iryna.put('/api/neighbour', { isOn: true, url: program.url, secret })));
afterAll(() => program?.close());

interface Links {
  asked: { id: string; kind: string; state: string; problem: string | null; name: string }[];
  outside: { kind: string; number: string; url: string }[];
  neighbour: string | null;
}
const links = async (number: number) => (await iryna.get(`/api/chats/${number}/links`)).json<Links>();
const order = {
  name: 'Шафа',
  lines: [{ name: 'Шафа', quantity: 2_000, price: 500_00, vat: null }],
  note: 'до п’ятниці',
};
const ask = (number: number, task: object, key: string = randomUUID()) =>
  iryna.post(`/api/chats/${number}/outside`, { key, ...task });
const isMade = (number: number) => until('it is made', async () => (await links(number)).outside.length > 0);
const present = async () => (await iryna.get('/api/troubles')).json<TroublesBody>().present.map(({ kind }) => kind);
const chat = (text = 'Добрий день') => openChat(api, api.pages.dim, text);

describe('B18: what people ask of the other CRM out of a chat', () => {
  test('F33: a lead and an order are made there, once, and lead back to the chat', async () => {
    const phone = newPhone();
    const { number } = await chat(`Мій номер ${phone}`);
    expect((await links(number)).neighbour).toBe('127.0.0.1');
    for (const path of ['leads', 'orders'])
      expect(codeOf(await iryna.post(`/api/chats/${number}/${path}`, { name: 'Левченко' }))).toBe('NEIGHBOUR_ON');
    const [leads, orders] = [program.books.leads.size, program.books.orders.size];
    const [lead, other] = [{ kind: 'lead', lead: { name: 'Левченко', phone, amount: 100_00 } }, randomUUID()];
    program.cutsAfter('createLead');
    const answers = await Promise.all([1, 2].map(() => ask(number, lead, other)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    await ask(number, { kind: 'order', order });
    await until('both are made', async () => (await links(number)).outside.length === 2);
    expect([program.books.leads.size - leads, program.books.orders.size - orders]).toEqual([1, 1]);
    const made = () => [program.books.leads, program.books.orders].map((kept) => [...kept.values()].at(-1));
    await until('both lead back', () => made().every((kept) => kept?.links.length === 1));
    for (const kept of made()) expect(kept?.links).toMatchObject([{ url: `http://localhost:3000/chats/${number}` }]);
    expect([...program.books.orders.values()].at(-1)?.data).toMatchObject({
      note: order.note,
      lines: [{ quantity: 2_000 }],
    });
    expect((await links(number)).outside.map(({ kind }) => kind).toSorted()).toEqual(['lead', 'order']);
  });

  test('one that is away is seen at the chat and by admins, until it answers again', async () => {
    const { number } = await chat();
    program.is({ status: 200, body: '<html>' });
    await ask(number, { kind: 'order', order });
    await until('it is seen', async () => (await links(number)).asked.at(0)?.problem === 'unreadable');
    expect((await links(number)).asked).toMatchObject([{ kind: 'order', state: 'waiting', name: 'Шафа' }]);
    await until('admins see it', async () => (await present()).includes('neighbour_failing'));
    program.is('well');
    await isMade(number);
    expect((await links(number)).asked).toEqual([]);
    await until('it is over', async () => !(await present()).includes('neighbour_failing'));
  });

  test('what it refuses is told, and is asked again or taken back by a person', async () => {
    const { number } = await chat();
    program.is({ status: 422, body: '' });
    await ask(number, { kind: 'order', order });
    await ask(number, { kind: 'lead', lead: { name: 'Не той' } });
    const refused = async () => (await links(number)).asked.filter(({ state }) => state === 'refused');
    await until('both are refused', async () => (await refused()).length === 2);
    expect(await present()).toContain('neighbour_refusing');
    program.is('well');
    const made = program.books.leads.size;
    for (const { id, kind } of await refused())
      if (kind === 'lead') await iryna.delete(`/api/chats/${number}/outside/${id}`);
      else expect((await iryna.post(`/api/chats/${number}/outside/${id}/attempts`, {})).status).toBe(202);
    await isMade(number);
    expect(await links(number)).toMatchObject({ asked: [], outside: [{ kind: 'order' }] });
    expect(program.books.leads.size).toBe(made);
  });
});

describe('F46: documents of the other CRM', () => {
  const texts = async (number: number) =>
    (await iryna.get(`/api/chats/${number}/messages`)).json<List<MessageBody>>().items;

  test('are listed for the client, and go into the chat once: a PDF as a file, anything else as a link', async () => {
    const phone = newPhone();
    const { number } = await chat(`Я ${phone}`);
    const { people, documents } = program.books;
    people.push({ id: phone, name: 'Марія', phone });
    const about = { personId: phone, kind: 'invoice', total: 100_00 };
    const pdf = Buffer.from(
      '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n',
      'latin1',
    );
    documents.push({ ...about, id: `f ${phone}`, number: '7/1', url: null, fileUrl: program.addFile(pdf) });
    documents.push({ ...about, id: `l ${phone}`, number: '8', url: 'https://crm.example/8', fileUrl: null });
    const listed = (await iryna.get(`/api/chats/${number}/outside/documents`)).json<{ items: object[] }>();
    expect(listed).toMatchObject({ reason: null, items: [{ goesAs: 'link' }, { number: '7/1', goesAs: 'file' }] });
    const key = randomUUID();
    for (let again = 0; again < 2; again += 1)
      await ask(number, { kind: 'document', document: { id: `f ${phone}`, name: 'Рахунок № 7/1' } }, key);
    await ask(number, { kind: 'document', document: { id: `l ${phone}`, name: 'Рахунок № 8' } });
    await ask(number, { kind: 'document', document: { id: 'of nobody', name: 'Рахунок № 9' } });
    await until(
      'both are in the chat',
      async () => (await texts(number)).filter(({ via }) => via === 'desk').length === 2,
    );
    const sent = (await texts(number)).filter(({ via }) => via === 'desk');
    expect(sent.map(({ text }) => text).toSorted()).toEqual(['', 'Рахунок № 8: https://crm.example/8']);
    expect(sent.flatMap(({ attachments }) => attachments)).toMatchObject([{ name: 'Рахунок № 7-1.pdf' }]);
    await until('the third is refused', async () => (await links(number)).asked.at(0)?.problem === 'gone');
  });

  test('are not waited for where it hangs', async () => {
    const { number } = await chat();
    program.is('hangs');
    const answer = await iryna.get(`/api/chats/${number}/outside/documents`);
    expect(answer.json()).toEqual({ items: [], reason: 'slow' });
    expect(await present()).toContain('neighbour_failing');
    program.is('well');
    // Whoever saves the settings has it looked at again.
    await iryna.put('/api/neighbour', { isOn: true, url: program.url });
    await until('it is over', async () => !(await present()).includes('neighbour_failing'));
  });
});
