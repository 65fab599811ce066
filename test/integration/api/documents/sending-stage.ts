import { afterAll, beforeAll } from 'vitest';
import { until } from '#test/integration/support/until.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';
import { openWhole, type Whole } from '#test/integration/support/whole.ts';

export let whole: Whole;
export let olena: Visitor;
let companyId: string;

/** An own company that makes invoices out, and everything that brings them into chats. */
export function setUpSending(): void {
  beforeAll(async () => {
    whole = await openWhole();
    olena = await logIn(whole.api, 'olena');
    const iryna = await logIn(whole.api, 'iryna');
    const accounts = [{ iban: 'UA673005280000026500504354077', bank: '' }];
    const company = await iryna.post('/api/companies', {
      kind: 'legal',
      name: 'Дім',
      fullName: 'Дім',
      code: '32855961',
      accounts,
    });
    companyId = company.json<{ id: string }>().id;
  });
  afterAll(() => whole?.close());
}

export interface Card {
  id: string;
  sending: { state: string; reason: string | null; chatNumber: number } | null;
  canSend: { ok: boolean; reason: string | null };
}
export const sql = (text: string, values: unknown[]) =>
  whole.api.database.pool.query<Record<string, string>>(text, values);
export const card = async (id: string) => (await olena.get(`/api/documents/${id}`)).json<Card>();
export const send = (id: string, body: object = {}) => olena.post(`/api/documents/${id}/sending`, body);

/** A client who writes, a contact, and an issued invoice of theirs; linked to one another or not. */
export async function prepare(isLinked: boolean) {
  const { api, messenger } = whole;
  const page = api.pages.dim.facebookId;
  const client = messenger.createClient({ firstName: 'Марія' });
  const psid = client.psids[page] ?? '';
  const says = (text: string) => messenger.sendMessage({ page, client: client.id, text });
  says('Добрий день');
  const chat = await until('the chat', async () => {
    const { rows } = await sql(
      `select c.id, c.number::text from chat c join client l on l.id = c.client_id where l.psid = $1`,
      [psid],
    );
    return rows[0];
  });
  const contactId = (await olena.post('/api/contacts', { name: 'Марія' })).json<{ id: string }>().id;
  if (isLinked) await olena.put(`/api/chats/${chat['number']}/contact-link`, { contactId });
  const lines = [{ name: 'Шафа', quantity: 1000, price: 100_00 }];
  const draft = await olena.post('/api/documents', { kind: 'invoice', companyId, contactId, lines });
  const { id } = draft.json<{ id: string }>();
  await olena.put(`/api/documents/${id}/issued`);
  const received = () => messenger.thread({ page, psid }).messages.filter(({ from }) => from === 'page');
  return { id, psid, says, contactId, chatId: chat['id'] ?? '', number: Number(chat['number']), received };
}

export const filesOf = (received: () => { attachments?: { type: string }[] | undefined }[]) =>
  received().flatMap(({ attachments }) => attachments ?? []).length;
