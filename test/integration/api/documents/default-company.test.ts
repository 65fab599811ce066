import { expect, test } from 'vitest';
import { openChat } from '#test/integration/support/chat.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { ALL, api, companyId, contactId, dmytro, iryna, LINE, olena, setUpDocuments } from './documents-stage.ts';

setUpDocuments();

interface Begun {
  id: string;
  company: { id: string };
}

const begin = async (more: object) =>
  (await olena.post(ALL, { kind: 'act', contactId, lines: [LINE], ...more })).json<Begun>();
const of = async (more: object) => (await begin(more)).company.id;
const publish = (settings: object, page?: string) =>
  iryna.post(page === undefined ? '/api/settings' : `/api/pages/${page}/settings`, { settings });

test('F46: a document of a chat, or of an order from one, begins with the company of its page', async () => {
  const added = await iryna.post('/api/companies', { kind: 'sole', name: 'Ярина', fullName: 'ФОП Ярина' });
  const yaryna = added.json<{ id: string }>().id;
  const { number } = await openChat(api, api.pages.dim);
  const order = (await olena.post(`/api/chats/${number}/orders`, { lines: [LINE] })).json<{ id: string }>().id;
  const other = (await olena.post('/api/orders', { lines: [LINE] })).json<{ id: string }>().id;
  // Until somebody says so it is the first one.
  expect([await of({}), await of({ chatNumber: number }), await of({ orderId: order })]).toEqual(
    Array.from({ length: 3 }, () => companyId),
  );
  for (const wrong of [contactId, 'dim'])
    expect((await publish({ documentCompanyId: wrong }, api.pages.dim.id)).text).toContain('UNKNOWN_COMPANY');
  expect((await publish({ documentCompanyId: yaryna }, api.pages.dim.id)).status).toBe(201);
  expect([await of({ chatNumber: number }), await of({ orderId: order })]).toEqual([yaryna, yaryna]);
  expect([await of({}), await of({ orderId: other })]).toEqual([companyId, companyId]);
  expect(await of({ chatNumber: number, companyId })).toBe(companyId);
  // What is made from another document is in the same name.
  const { id: basedOnId } = await begin({ companyId });
  expect(await of({ basedOnId, chatNumber: number })).toBe(companyId);
  // One that was archived since is nobody's.
  await iryna.put(`/api/companies/${yaryna}`, { kind: 'sole', name: 'Ярина', fullName: 'ФОП Ярина', archived: true });
  expect(await of({ chatNumber: number })).toBe(companyId);
  // A chat that one does not see tells nothing; who only reads makes none.
  const hidden = await openChat(api, api.pages.outlet);
  expect(codeOf(await olena.post(ALL, { kind: 'act', chatNumber: hidden.number }))).toBe('CHAT_NOT_FOUND');
  expect(codeOf(await dmytro.post(ALL, { kind: 'act', chatNumber: number }))).toBe('NOT_ALLOWED');
});
