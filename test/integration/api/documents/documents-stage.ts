import { afterAll, beforeAll } from 'vitest';
import { createApi, type TestApi } from '#test/integration/support/api.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';

export let api: TestApi;
export let iryna: Visitor;
export let olena: Visitor;
export let dmytro: Visitor;
export let companyId: string;
export let contactId: string;
export const ALL = '/api/documents';

export interface Answered {
  id: string;
  number: string | null;
  state: string;
  total: number;
  date: string;
  text: string;
}

export const LINE = { name: 'Шафа', quantity: 1500, price: 1000_00, vat: 20 };

export const draftOf = (more: object = {}) => ({ kind: 'invoice', companyId, contactId, lines: [LINE], ...more });

export async function begin(more: object = {}): Promise<Answered> {
  const answer = await olena.post(ALL, draftOf(more));
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json<Answered>();
}

export const issue = (id: string, who = olena) => who.put(`${ALL}/${id}/issued`);

export function setUpDocuments(): void {
  beforeAll(async () => {
    api = await createApi();
    [iryna, olena, dmytro] = [await logIn(api, 'iryna'), await logIn(api, 'olena'), await logIn(api, 'dmytro')];
    const company = await iryna.post('/api/companies', {
      kind: 'legal',
      name: 'Дім',
      fullName: 'ТОВ «Дім»',
      code: '32855961',
      vatPayer: true,
      accounts: [{ iban: 'UA673005280000026500504354077', bank: 'АТ «ОТП БАНК»' }],
    });
    companyId = company.json<{ id: string }>().id;
    contactId = (await olena.post('/api/contacts', { name: 'Гончаренко Марія' })).json<{ id: string }>().id;
  });
  afterAll(() => api.stop());
}
