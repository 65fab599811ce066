import { extractText } from 'unpdf';
import { expect, test } from 'vitest';
import { codeOf } from '#test/integration/support/http.ts';
import {
  ALL,
  type Answered,
  api,
  begin,
  companyId,
  contactId,
  dmytro,
  draftOf,
  iryna,
  issue,
  LINE,
  olena,
  setUpDocuments,
} from './documents-stage.ts';

setUpDocuments();

const pdfOf = (id: string) => dmytro.get(`${ALL}/${id}/pdf`);
async function textOf(id: string): Promise<string> {
  const response = await fetch(`${api.url}${ALL}/${id}/pdf`, { headers: dmytro.headers });
  const { text } = await extractText(new Uint8Array(await response.arrayBuffer()), { mergePages: true });
  return text.replace(/\s+/g, ' ');
}

test('F46: a draft is changed and deleted; issued it has a number and a PDF, and never changes again', async () => {
  const draft = await begin({ date: '2026-11-26' });
  expect(draft).toMatchObject({ state: 'draft', number: null, total: 1800_00 });
  const more = draftOf({ date: '2026-11-26', lines: [{ name: 'Стіл', quantity: 1000, price: 99_99, vat: 7 }] });
  expect((await olena.put(`${ALL}/${draft.id}`, more)).json()).toMatchObject({ total: 106_99 });
  expect(codeOf(await pdfOf(draft.id))).toBe('DOCUMENT_NOT_ISSUED');
  const issued = await issue(draft.id);
  expect([issued.status, issued.json()]).toMatchObject([200, { state: 'issued', number: 'РФ-0001', total: 106_99 }]);
  expect((await issue(draft.id)).json()).toEqual(issued.json());
  expect(codeOf(await olena.put(`${ALL}/${draft.id}`, more))).toBe('DOCUMENT_ISSUED');
  expect(codeOf(await olena.delete(`${ALL}/${draft.id}`))).toBe('DOCUMENT_ISSUED');
  for (const change of [
    "lines = '[]'",
    'total = 1',
    "number = 'X'",
    "printed = '{}'",
    "state = 'draft'",
    'file_id = null',
  ])
    await expect(api.database.pool.query(`update document set ${change} where id = $1`, [draft.id])).rejects.toThrow(
      'does not change',
    );
  await expect(api.database.pool.query('delete from document where id = $1', [draft.id])).rejects.toThrow(
    'not deleted',
  );
  // What is printed is of that moment, whatever the client is called afterwards.
  await olena.put(`/api/contacts/${contactId}`, { name: 'Інша Назва' });
  const text = await textOf(draft.id);
  await olena.put(`/api/contacts/${contactId}`, { name: 'Гончаренко Марія' });
  const words = ['ТОВ «Дім»', 'Гончаренко Марія', 'Стіл', '106,99', 'Сто шість гривень 99 копійок'];
  for (const said of ['№ РФ-0001', ...words]) expect(text).toContain(said);
  const { rows } = await api.database.pool.query(
    'select f.sha256 = $2 as same from document d join file f on f.id = d.file_id where d.id = $1',
    [draft.id, await sha256Of(draft.id)],
  );
  expect(rows).toEqual([{ same: true }]);
  const gone = await begin();
  expect((await olena.delete(`${ALL}/${gone.id}`)).status).toBe(204);
  expect(codeOf(await olena.get(`${ALL}/${gone.id}`))).toBe('NOT_FOUND');
});

async function sha256Of(id: string): Promise<string> {
  const response = await fetch(`${api.url}${ALL}/${id}/pdf`, { headers: dmytro.headers });
  expect(response.headers.get('content-type')).toBe('application/pdf');
  return Buffer.from(await crypto.subtle.digest('SHA-256', await response.arrayBuffer())).toString('hex');
}

test('F46: what lacks something is not issued and says what; a cancelled one keeps its number', async () => {
  const bare = await begin({ contactId: null, lines: [] });
  const refused = await issue(bare.id);
  expect([codeOf(refused), refused.json()]).toMatchObject([
    'DOCUMENT_INCOMPLETE',
    { error: { details: [{ path: 'contactId' }, { path: 'lines' }] } },
  ]);
  const act = await begin({ kind: 'act', date: '2026-12-31' });
  expect(act.text).toContain('Сторони претензій');
  expect(codeOf(await olena.put(`${ALL}/${act.id}/cancelled`, { reason: 'рано' }))).toBe('DOCUMENT_NOT_ISSUED');
  expect((await issue(act.id)).json()).toMatchObject({ number: 'АКТ-0001' });
  const paid = await olena.put(`${ALL}/${act.id}/paid`, { date: '2027-01-02', sum: 1800_00 });
  expect(paid.json()).toMatchObject({ paid: { date: '2027-01-02', sum: 1800_00 } });
  expect((await olena.delete(`${ALL}/${act.id}/paid`)).json()).toMatchObject({ paid: null });
  const cancelled = await olena.put(`${ALL}/${act.id}/cancelled`, { reason: 'Помилка в сумі' });
  expect(cancelled.json()).toMatchObject({ state: 'cancelled', number: 'АКТ-0001', cancelReason: 'Помилка в сумі' });
  expect(await textOf(act.id)).toContain('АНУЛЬОВАНО');
  // The next year counts from one; a number that was given is not given again.
  const [next, other] = [
    await begin({ kind: 'act', date: '2027-01-01' }),
    await begin({ kind: 'act', date: '2026-01-01' }),
  ];
  expect((await issue(next.id)).json()).toMatchObject({ number: 'АКТ-0001' });
  expect((await issue(other.id)).json()).toMatchObject({ number: 'АКТ-0002' });
});

test('F46: a document is shown as it would be printed, and what is unknown in it is refused', async () => {
  const shown = await olena.post(`${ALL}/preview`, draftOf());
  expect([shown.status, shown.headers['content-type'], shown.text.slice(0, 4)]).toEqual([200, 'image/svg+xml', '<svg']);
  const { id } = await begin();
  expect((await dmytro.get(`${ALL}/${id}/preview`)).text.slice(0, 4)).toBe('<svg');
  const unknown = '00000000-0000-4000-8000-000000000000';
  const asked = async (more: object) => codeOf(await olena.post(ALL, draftOf(more)));
  expect(await asked({ companyId: unknown })).toBe('UNKNOWN_COMPANY');
  expect(await asked({ contactId: unknown })).toBe('UNKNOWN_CONTACT');
  expect(await asked({ basedOnId: unknown })).toBe('UNKNOWN_DOCUMENT');
  expect(await asked({ text: '{{secret}}' })).toBe('UNKNOWN_DOCUMENT_VARIABLE');
  expect(await asked({ lines: [{ name: 'x', quantity: 0.5, price: 1 }] })).toBe('BAD_REQUEST');
  expect(await asked({ date: '2026-02-30' })).toBe('BAD_REQUEST');
});

test('F46: auditors read documents and write none; lists are narrowed by kind, state, client and words', async () => {
  const { id } = await begin({ kind: 'waybill' });
  const number = (await issue(id)).json<Answered>().number ?? '';
  const found = async (query: Record<string, string>) =>
    (await dmytro.get(`${ALL}?${new URLSearchParams(query)}`)).json<{ items: Answered[] }>().items.map((one) => one.id);
  expect(await found({ kind: 'waybill' })).toEqual([id]);
  expect(await found({ q: number.toLowerCase() })).toEqual([id]);
  expect(await found({ q: 'гончаренко', kind: 'waybill', state: 'issued', contactId, companyId })).toEqual([id]);
  expect(await found({ q: 'нікого' })).toEqual([]);
  const refused = [
    dmytro.post(ALL, draftOf()),
    dmytro.put(`${ALL}/${id}`, draftOf()),
    dmytro.delete(`${ALL}/${id}`),
    issue(id, dmytro),
    dmytro.put(`${ALL}/${id}/cancelled`, { reason: 'x' }),
    dmytro.put(`${ALL}/${id}/paid`, { date: '2027-01-02', sum: 1 }),
  ];
  expect((await Promise.all(refused)).map(codeOf)).toEqual(refused.map(() => 'NOT_ALLOWED'));
  expect((await iryna.get(`${ALL}/${id}`)).status).toBe(200);
});

test('F44, F46: a document is made for an order, and what is made from it is for the same one', async () => {
  const order = (await olena.post('/api/orders', { contactId, lines: [LINE] })).json<{ id: string; number: number }>();
  const invoice = await begin({ orderId: order.id });
  const act = await begin({ kind: 'act', basedOnId: invoice.id });
  await begin();
  const { items } = (await dmytro.get(`${ALL}?orderId=${order.id}`)).json<{ items: object[] }>();
  const of = { id: order.id, number: order.number };
  expect(items).toMatchObject([
    { id: act.id, order: of },
    { id: invoice.id, order: of },
  ]);
  expect(codeOf(await olena.post(ALL, draftOf({ orderId: contactId })))).toBe('UNKNOWN_ORDER');
});
