import { afterAll, beforeAll, expect } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import type { List } from '../../support/chat.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

export interface Contact {
  id: string;
  name: string;
  phones: string[];
  emails: string[];
  manager: { id: string; name: string } | null;
  managerId: string | null;
  segment: string;
  kind: string;
  fullName: string;
  code: string;
  points: { kind: string; value: string; typed: string; label: string; isMain: boolean }[];
  companies: { id: string; name: string; role: string }[];
  people: { id: string; name: string; role: string }[];
  warnings: { path: string; code: string }[];
  duplicates: { id: string; name: string }[];
}
export let api: TestApi;
export let olena: Visitor;
export let iryna: Visitor;
export let dmytro: Visitor;
export async function create(fields: object, who = olena): Promise<Contact> {
  const answer = await who.post('/api/contacts', fields);
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return answer.json<Contact>();
}
export const list = async (query: Record<string, string> = {}, who = olena) =>
  (await who.get(`/api/contacts?${new URLSearchParams(query)}`)).json<List<Contact>>();
export const names = async (query: Record<string, string>) => (await list(query)).items.map(({ name }) => name);

export function setUpContacts(): void {
  beforeAll(async () => {
    api = await createApi();
    [olena, iryna, dmytro] = [await logIn(api, 'olena'), await logIn(api, 'iryna'), await logIn(api, 'dmytro')];
  });
  afterAll(() => api.stop());
}
