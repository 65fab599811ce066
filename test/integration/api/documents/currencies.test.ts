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
  iryna,
  issue,
  olena,
  setUpDocuments,
} from './documents-stage.ts';

setUpDocuments();

const HRYVNIAS = { iban: 'UA673005280000026500504354077', bank: 'АТ «ОТП БАНК»', currency: 'UAH' };
const DOLLARS = { iban: 'UA903052992990004149123456789', bank: 'ПРИВАТ', currency: 'USD' };
const RATE = { value: 412_345, date: '2026-11-25' };
const setAccounts = (accounts: object[]) =>
  iryna.put(`/api/companies/${companyId}`, {
    kind: 'legal',
    name: 'Дім',
    fullName: 'ТОВ «Дім»',
    code: '32855961',
    accounts,
  });
const invoice = (more: object) => begin({ lines: [{ name: 'Шафа', quantity: 1000, price: 100_00 }], ...more });
const summary = async () => (await olena.get(`/api/contacts/${contactId}/summary`)).json<object>();

async function textOf(id: string): Promise<string> {
  const response = await fetch(`${api.url}${ALL}/${id}/pdf`, { headers: olena.headers });
  const { text } = await extractText(new Uint8Array(await response.arrayBuffer()), { mergePages: true });
  return text.replace(/\s+/g, ' ');
}

test('F46: an invoice in dollars is paid to an account in dollars, and without one it is not issued', async () => {
  // Accounts of before are in hryvnias.
  expect((await setAccounts([{ ...HRYVNIAS, currency: undefined }])).json()).toMatchObject({ accounts: [HRYVNIAS] });
  const draft = await invoice({ currency: 'USD', rate: RATE });
  expect(draft).toMatchObject({ currency: 'USD', rate: RATE, total: 100_00 });
  const refused = await issue(draft.id);
  expect([codeOf(refused), refused.json()]).toMatchObject([
    'DOCUMENT_INCOMPLETE',
    { error: { details: [{ path: 'company.accounts' }] } },
  ]);
  // An act asks for no money: it may be issued all the same.
  expect((await issue((await begin({ kind: 'act', currency: 'EUR' })).id)).status).toBe(200);
  expect((await setAccounts([HRYVNIAS, DOLLARS])).json()).toMatchObject({ accounts: [HRYVNIAS, DOLLARS] });
  const issued = await issue(draft.id);
  expect(issued.json()).toMatchObject({ currency: 'USD', rate: RATE, hasPaymentLink: false });
  const text = await textOf(draft.id);
  const said = ['UA90 3052', 'Сто доларів США 00 центів', 'Курс: 1 USD = 41,2345 грн на 25 листопада 2026 р.'];
  for (const words of said) expect(text).toContain(words);
  expect(text).not.toContain('UA67');
  for (const change of ["currency = 'UAH'", 'rate = null'])
    await expect(api.database.pool.query(`update document set ${change} where id = $1`, [draft.id])).rejects.toThrow(
      'does not change',
    );
});

test('F46: what is owed in hryvnias and in dollars is never one sum, and each sum says what it is in', async () => {
  await setAccounts([HRYVNIAS, DOLLARS]);
  const before = (await summary()) as { debt: number; debts: { currency: string; sum: number }[] };
  expect(before).toMatchObject({ debt: 0, debts: [{ currency: 'USD', sum: 100_00 }] });
  for (const currency of ['UAH', 'UAH', 'USD']) await issue((await invoice({ currency, rate: RATE })).id);
  expect(await summary()).toMatchObject({
    debt: 200_00,
    debts: [
      { currency: 'UAH', sum: 200_00 },
      { currency: 'USD', sum: 200_00 },
    ],
    document: { currency: 'USD' },
  });
  const { items } = (await olena.get(`/api/contacts/${contactId}/timeline`)).json<{
    items: { document: (Answered & { currency: string; rate: object | null }) | null }[];
  }>();
  const shown = items.flatMap(({ document }) => (document ? [document] : []));
  // Hryvnias have no rate, whatever was said.
  expect(shown.slice(0, 3)).toMatchObject([
    { currency: 'USD', rate: RATE },
    { currency: 'UAH', rate: null },
    { currency: 'UAH', rate: null },
  ]);
  for (const wrong of [
    { currency: 'GBP' },
    { rate: { value: 0, date: '2026-11-25' } },
    { rate: { value: 1.5, date: '2026-11-25' } },
  ])
    expect(codeOf(await olena.post(ALL, { kind: 'act', companyId, ...wrong }))).toBe('BAD_REQUEST');
});
