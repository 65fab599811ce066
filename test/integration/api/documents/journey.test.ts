import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { until } from '#test/integration/support/until.ts';
import { expectKept, keptOf } from '#test/integration/support/papers/pdf.ts';
import { download, received } from '#test/integration/support/papers/received.ts';
import { codeOn } from '../../support/pdf/pixels.ts';
import { api, chatWith, iryna, messenger, olena, publish, setUpAsking, writes } from '../chats/asking-stage.ts';

setUpAsking();

const COMPANY = {
  kind: 'legal',
  name: 'Дім',
  fullName: 'ТОВ «Дім ґ’єї»',
  code: '32855961',
  vatPayer: true,
  accounts: [{ iban: 'UA673005280000026500504354077', bank: 'АТ «ОТП БАНК»' }],
};
let companyId: string | undefined;

test('F07, F46, N13: a client writes, is known by the phone, and gets an invoice that says what we keep', async () => {
  const { contactId, number, psid } = await knownClient();
  const id = await issued(contactId);
  expect((await olena.post(`/api/documents/${id}/sending`, { paymentButton: true })).status).toBe(202);
  const who = { page: api.pages.dim.facebookId, psid };
  const bytes = await until('the file', () => download(messenger, who));
  const kept = await keptOf(api.database.pool, id);
  await expectKept(bytes, kept);
  expect(await codeOn(bytes)).toBe(kept.url);
  await expect
    .poll(() => received(messenger, who).at(-1)?.payload['buttons'])
    .toMatchObject([{ type: 'web_url', url: kept.url }]);
  const sending = async () => (await olena.get(`/api/documents/${id}`)).json<{ sending: { state: string } }>().sending;
  await expect.poll(async () => (await sending()).state).toMatch(/sent|delivered|read/);
  const chats = (await olena.get(`/api/contacts/${contactId}/chats`)).json<{ items: { number: number }[] }>();
  expect(chats.items.map((chat) => chat.number)).toContain(number);
  const list = (await olena.get(`/api/documents?contactId=${contactId}`)).json<{ items: { id: string }[] }>();
  expect(list.items).toMatchObject([{ id }]);
});

/** Asked for the phone, found by it among the contacts, and given to their personal manager. */
async function knownClient() {
  const contact = { name: 'Гончаренко Марія', phones: ['0671234567'], managerId: api.people.olena.id };
  const contactId = (await olena.post('/api/contacts', contact)).json<{ id: string }>().id;
  await publish({ requirePhone: true, personalManager: true });
  const { number, says, psid } = await writes('uk_UA');
  await chatWith(number, ({ phase }) => phase === 'collecting_phone');
  says('мій номер 067 123 45 67');
  const isTheirs = await chatWith(number, ({ operators }) => operators.some((one) => one.id === api.people.olena.id));
  expect(isTheirs.contact).toMatchObject({ id: contactId });
  return { contactId, number, psid };
}

const LINES = [
  { name: 'Шафа «Їжак» №1', quantity: 1500, price: 1000_00, vat: 20, discount: 50_00 },
  { name: 'Доставка', quantity: 1000, price: 333_33, vat: 7 },
];

async function issued(contactId: string, kind = 'invoice'): Promise<string> {
  companyId ??= (await iryna.post('/api/companies', COMPANY)).json<{ id: string }>().id;
  const draft = await olena.post('/api/documents', { kind, companyId, contactId, lines: LINES });
  const { id } = draft.json<{ id: string }>();
  expect((await olena.put(`/api/documents/${id}/issued`)).status).toBe(200);
  return id;
}

test('F46: acts, contracts and waybills go the same way, also into a chat of the client’s lead alone', async () => {
  await publish({});
  const contactId = (await olena.post('/api/contacts', { name: 'Левченко Оксана' })).json<{ id: string }>().id;
  const { number, psid } = await writes('uk_UA');
  const lead = (await olena.post('/api/leads', { name: 'Кухня', contactId })).json<{ id: string }>();
  const who = { page: api.pages.dim.facebookId, psid };
  for (const kind of ['act', 'contract', 'waybill']) {
    const id = await issued(contactId, kind);
    const canSend = async () => (await olena.get(`/api/documents/${id}`)).json<{ canSend: object }>().canSend;
    if (kind === 'act') {
      expect(await canSend()).toEqual({ ok: false, reason: 'no_chat' });
      expect((await olena.put(`/api/chats/${number}/links/lead/${lead.id}`, {})).status).toBe(200);
    }
    expect(await canSend()).toEqual({ ok: true, reason: null });
    expect((await olena.post(`/api/documents/${id}/sending`, {})).status).toBe(202);
    const kept = await until('its file', () => keptOf(api.database.pool, id).catch(() => null));
    const isIt = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') === kept.sha256;
    await until(kind, async () => ((bytes) => bytes && isIt(bytes) && bytes)(await download(messenger, who)));
  }
});
