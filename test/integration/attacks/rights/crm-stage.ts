import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { z } from 'zod';
import { askSending } from '#db/documents/sending.ts';
import { createApi, type TestApi } from '#test/integration/support/api.ts';
import { openChat } from '#test/integration/support/chat.ts';
import { addEmployee } from '#test/integration/support/company.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';

export let api: TestApi;
/** Of page `dim`, whose client all of it is about. */
export let olena: Visitor;
/** Of the other page: sees the company's clients, and not this chat. */
export let taras: Visitor;
/** An operator who was given no page. */
export let vira: Visitor;
/** What stands for each name in a path; more than one thing has an `id`. */
export let ids: { number: number; id: string[] };
/** Words and ids of the client, of their records and papers: who has no right gets none of them in any answer. */
export let secrets: string[];
/** Of the chat alone. */
export const SAID = ['лише для своїх', 'Прихована'];

const parameter = z.object({
  in: z.string(),
  name: z.string(),
  schema: z.looseObject({ type: z.string().optional() }),
});
const operation = z.object({ parameters: z.array(parameter).default([]) });
const recorded = join(import.meta.dirname, '../../../recorded/openapi.json');

export interface Asked {
  method: string;
  path: string;
  /** Parameters of the query that take any words. */
  words: string[];
}

/** All operations that the recorded document knows. */
export const OPERATIONS: Asked[] = Object.entries(
  z
    .object({ paths: z.record(z.string(), z.record(z.string(), operation)) })
    .parse(JSON.parse(readFileSync(recorded, 'utf8'))).paths,
).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { parameters }]) => ({
    method: method.toUpperCase(),
    path,
    words: parameters.filter((one) => one.in === 'query' && one.schema.type === 'string').map(({ name }) => name),
  })),
);

/** The addresses of an operation: of everything there is, and the same of what nobody has. */
export function addressesOf({ path }: Pick<Asked, 'path'>, known: typeof ids): string[] {
  const filled = path.replaceAll('{number}', String(known.number));
  const each = filled.includes('{id}') ? known.id.map((id) => filled.replaceAll('{id}', id)) : [filled];
  return each.map((one) => one.replace(/\{\w+\}/g, NOBODYS));
}

export const NOBODYS = '00000000-0000-4000-8000-000000000000';

const idOf = (answer: { json<T>(): T }) => answer.json<{ id: string }>().id;

/** A client with a contact, a lead, an order, an issued invoice on its way into their chat, and a draft. */
async function fillIn(): Promise<void> {
  const { pool } = api.database;
  const iryna = await logIn(api, 'iryna');
  const contact = {
    name: 'Таємниченко Зоряна',
    phones: ['0671112233'],
    emails: ['zoriana@secret.example'],
    segment: 'Золоті',
  };
  const contactId = idOf(await olena.post('/api/contacts', contact));
  const leadId = idOf(await olena.post('/api/leads', { name: 'Потаємний лід', contactId, phone: '0671112233' }));
  const lines = [{ name: 'Секретна шафа', quantity: 1000, price: 777_77 }];
  const orderId = idOf(await olena.post('/api/orders', { contactId, lines }));
  const accounts = [{ iban: 'UA673005280000026500504354077', bank: 'ОТП' }];
  const company = { kind: 'legal', name: 'Своя', fullName: 'ТОВ «Своя таємниця»', code: '32855961', accounts };
  const companyId = idOf(await iryna.post('/api/companies', company));
  const draft = { kind: 'invoice', companyId, contactId, orderId, lines };
  const documentId = idOf(await olena.post('/api/documents', draft));
  await olena.put(`/api/documents/${documentId}/issued`);
  const begunId = idOf(await olena.post('/api/documents', { ...draft, remarks: 'Нікому не кажіть' }));
  const chat = await openChat(api, api.pages.dim, SAID[0]);
  await pool.query(`update client set contact_id = $1, first_name = $2 where id = $3`, [
    contactId,
    SAID[1],
    chat.clientId,
  ]);
  const made = await pool.query<{ id: string; file: string }>(
    `select c.id, d.file_id as file from chat c, document d where c.number = $1 and d.id = $2`,
    [chat.number, documentId],
  );
  const { id: chatId = '', file = '' } = made.rows[0] ?? {};
  await askSending(pool, documentId, chatId, { by: api.people.olena.id, paymentButton: false });
  ids = { number: chat.number, id: [contactId, leadId, orderId, documentId, begunId, companyId, file, chatId] };
  const words = ['Таємниченко', '671112233', 'secret.example', 'Золоті', 'Потаємний', 'Секретна шафа', '77777'];
  secrets = [...words, 'Своя таємниця', 'Нікому не кажіть', 'РФ-0001', ...SAID, ...ids.id];
}

export function setUpCrm(): void {
  beforeAll(async () => {
    api = await createApi();
    const nowhere = { name: 'Віра', email: 'vira@demo.example', roles: ['operator' as const], pageIds: [] };
    const added = await addEmployee(api.database.pool, nowhere);
    [olena, taras, vira] = [await logIn(api, 'olena'), await logIn(api, 'taras'), await logIn(api, added)];
    await fillIn();
  });
  afterAll(() => api?.stop());
}
