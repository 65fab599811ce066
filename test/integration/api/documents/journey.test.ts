import { createHash } from 'node:crypto';
import { getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { codeOn } from '../../support/pdf/pixels.ts';
import { api, chatWith, iryna, messenger, olena, publish, setUpAsking, writes } from '../chats/asking-stage.ts';

setUpAsking();

/** As a PDF says what its pages are made of. */
const node: z.ZodType<{ role?: string | undefined; children?: unknown[] | undefined }> = z.object({
  role: z.string().optional(),
  children: z.array(z.unknown()).optional(),
});
const font = z.object({ name: z.string(), missingFile: z.boolean().optional() });
const plain = (text: string): string => text.replace(/\s+/g, ' ');

test('F07, F46, N13: a client writes, is known by the phone, and gets an invoice that says what we keep', async () => {
  const { contactId, number, psid } = await knownClient();
  const id = await issued(contactId);
  expect((await olena.post(`/api/documents/${id}/sending`, { paymentButton: true })).status).toBe(202);
  const file = () => received(psid).find(({ type }) => type === 'file')?.payload['url'];
  await expect.poll(file).toBeDefined();
  const bytes = new Uint8Array(await (await fetch(String(file()))).arrayBuffer());
  const kept = await keptOf(id);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(kept.sha256);
  const { text, roles, fonts } = await read(bytes.slice());
  for (const words of kept.words) expect(text).toContain(plain(words));
  expect(roles).toEqual(expect.arrayContaining(['H1', 'Table', 'TH', 'TD', 'Figure']));
  // Of each font the signs that are used, in the file itself.
  expect(fonts.length).toBeGreaterThan(0);
  for (const { name, missingFile } of fonts)
    expect([name, missingFile]).toEqual([expect.stringMatching(/^[A-Z]{6}\+/), false]);
  expect(await codeOn(bytes)).toBe(kept.url);
  await expect
    .poll(() => received(psid).at(-1)?.payload['buttons'])
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

async function issued(contactId: string): Promise<string> {
  const company = await iryna.post('/api/companies', {
    kind: 'legal',
    name: 'Дім',
    fullName: 'ТОВ «Дім ґ’єї»',
    code: '32855961',
    vatPayer: true,
    accounts: [{ iban: 'UA673005280000026500504354077', bank: 'АТ «ОТП БАНК»' }],
  });
  const lines = [
    { name: 'Шафа «Їжак» №1', quantity: 1500, price: 1000_00, vat: 20, discount: 50_00 },
    { name: 'Доставка', quantity: 1000, price: 333_33, vat: 7 },
  ];
  const companyId = company.json<{ id: string }>().id;
  const draft = await olena.post('/api/documents', { kind: 'invoice', companyId, contactId, lines });
  const { id } = draft.json<{ id: string }>();
  expect((await olena.put(`/api/documents/${id}/issued`)).status).toBe(200);
  return id;
}

/** What the client was sent, piece by piece. */
function received(psid: string) {
  const { messages } = messenger.thread({ page: api.pages.dim.facebookId, psid });
  return messages
    .filter(({ from }) => from === 'page')
    .flatMap(({ attachments = [] }) => attachments)
    .map(({ type, payload }) => ({ type, payload: z.record(z.string(), z.unknown()).parse(payload ?? {}) }));
}

/** What the database keeps of it: each word and sum that has to stand there, its file, its payment code. */
async function keptOf(id: string) {
  const { rows } = await api.database.pool.query<{ sha256: string; url: string; words: string[] }>(
    `select f.sha256, d.printed -> 'qr' ->> 'url' as url,
       array[d.number, d.printed ->> 'title', d.printed ->> 'subtitle'] || array(
         select jsonb_array_elements_text(d.printed -> 'words') union all select t ->> 'sum'
         from jsonb_array_elements(d.printed -> 'totals') t union all select cell
         from jsonb_array_elements(d.printed -> 'rows') r, jsonb_array_elements_text(r) cell) as words
     from document d join file f on f.id = d.file_id where d.id = $1`,
    [id],
  );
  const [kept] = rows;
  if (!kept) throw new Error('nothing is kept of it');
  return kept;
}

async function read(bytes: Uint8Array) {
  const pdf = await getDocumentProxy(bytes);
  const page = await pdf.getPage(1);
  const { items, styles } = await page.getTextContent();
  const text = plain(items.flatMap((item) => ('str' in item ? [item.str] : [])).join(' '));
  await page.getOperatorList();
  const fonts = Object.keys(styles).map((name) => font.parse(page.commonObjs.get(name)));
  return { text, fonts, roles: rolesIn(await page.getStructTree()) };
}

function rolesIn(tree: unknown): string[] {
  const { role = '', children = [] } = node.parse(tree);
  return [role, ...children.flatMap(rolesIn)];
}
