import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi, type TestApi } from '#test/integration/support/api.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';

let api: TestApi;
let iryna: Visitor;
let olena: Visitor;
let dmytro: Visitor;
beforeAll(async () => {
  api = await createApi();
  [iryna, olena, dmytro] = [await logIn(api, 'iryna'), await logIn(api, 'olena'), await logIn(api, 'dmytro')];
});
afterAll(() => api.stop());

const ALL = '/api/companies';
const IBAN = 'UA673005280000026500504354077';
const DIM = {
  kind: 'legal',
  name: 'ТОВ «Дім»',
  fullName: 'Товариство з обмеженою відповідальністю «Дім»',
  code: '32855961',
  accounts: [{ iban: 'ua67 3005 2800 0002 6500 5043 5407 7', bank: 'АТ «ОТП БАНК»' }],
  signatory: { name: 'Ірина Лисенко', post: 'директор', basis: 'Статуту' },
};

test('F46: admins keep own companies, everybody else reads them, and the audit says who changed one', async () => {
  const added = await iryna.post(ALL, DIM);
  expect([added.status, added.json()]).toMatchObject([
    201,
    { ...DIM, accounts: [{ iban: IBAN, bank: 'АТ «ОТП БАНК»' }], vatPayer: false, qrFormat: '003', doubts: [] },
  ]);
  const { id, doubts: _, createdAt, updatedAt, ...content } = added.json<Record<string, unknown> & { id: string }>();
  expect(content['numberFormats']).toEqual({
    invoice: 'РФ-{n:4}',
    contract: 'Д-{n:4}',
    act: 'АКТ-{n:4}',
    waybill: 'ВН-{n:4}',
  });
  const changed = await iryna.put(`${ALL}/${id}`, { ...content, code: '32855962', archived: true });
  expect([changed.status, changed.json()]).toMatchObject([200, { doubts: ['code'], archived: true }]);
  // The same once more changes nothing.
  expect((await iryna.put(`${ALL}/${id}`, { ...content, code: '32855962', archived: true })).json()).toEqual(
    changed.json(),
  );
  for (const reader of [olena, dmytro]) {
    expect((await reader.get(ALL)).json()).toMatchObject({ total: 1, items: [changed.json()] });
    expect(codeOf(await reader.post(ALL, DIM))).toBe('NOT_ALLOWED');
    expect(codeOf(await reader.put(`${ALL}/${id}`, content))).toBe('NOT_ALLOWED');
  }
  const { rows } = await api.database.pool.query(
    `select kind from audit where detail ->> 'company' = $1 order by kind`,
    [id],
  );
  expect(rows).toEqual([{ kind: 'company_added' }, { kind: 'company_changed' }]);
  expect(createdAt).toBe(updatedAt);
});

test('F46: counting goes on from what is set, forward only, and each kind by itself', async () => {
  const first = { invoice: 1, contract: 1, act: 1, waybill: 1 };
  const added = await iryna.post(ALL, { ...DIM, nextNumbers: { invoice: 120 } });
  const company = added.json<{ id: string }>();
  expect(added.json()).toMatchObject({ nextNumbers: { ...first, invoice: 120 } });
  const contact = (await olena.post('/api/contacts', { name: 'Гончаренко Марія' })).json<{ id: string }>();
  const lines = [{ name: 'Шафа', quantity: 1000, price: 100_00 }];
  const draft = { kind: 'invoice', companyId: company.id, contactId: contact.id, lines };
  const { id } = (await olena.post('/api/documents', draft)).json<{ id: string }>();
  expect((await olena.put(`/api/documents/${id}/issued`)).json()).toMatchObject({ number: 'РФ-0120' });
  const set = (nextNumbers: object) => iryna.put(`${ALL}/${company.id}`, { ...DIM, name: 'Інша', nextNumbers });
  for (const taken of [120, 1]) expect(codeOf(await set({ act: 5, invoice: taken }))).toBe('NUMBER_TAKEN');
  // What was refused changed nothing else either.
  const { items } = (await olena.get(ALL)).json<{ items: { id: string }[] }>();
  const kept = { name: DIM.name, nextNumbers: { ...first, invoice: 121 } };
  expect(items.find((one) => one.id === company.id)).toMatchObject(kept);
  expect((await set({ invoice: 200, act: 7 })).json()).toMatchObject({ nextNumbers: { invoice: 200, act: 7 } });
  expect((await set({})).json()).toMatchObject({ nextNumbers: { invoice: 200, act: 7, waybill: 1 } });
  for (const wrong of [{ invoice: 0 }, { invoice: 1.5 }, { letter: 2 }])
    expect(codeOf(await set(wrong))).toBe('BAD_REQUEST');
});

test('F46: an IBAN that does not add up and a number without its count are refused by codes of their own', async () => {
  const asked = async (more: object) => codeOf(await iryna.post(ALL, { ...DIM, ...more }));
  expect(await asked({ accounts: [{ iban: IBAN.replace('77', '78') }] })).toBe('INVALID_IBAN');
  expect(await asked({ numberFormats: { invoice: 'РФ' } })).toBe('INVALID_NUMBER_FORMAT');
  expect(await asked({ code: 'АБ' })).toBe('BAD_REQUEST');
  expect(await asked({ name: ' ' })).toBe('BAD_REQUEST');
  expect(codeOf(await iryna.put(`${ALL}/00000000-0000-4000-8000-000000000000`, DIM))).toBe('NOT_FOUND');
});
