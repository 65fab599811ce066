import { afterAll, beforeAll, expect } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import type { List } from '../../support/chat.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

export interface Named {
  id: string;
  name: string;
}
export interface Listed extends Named {
  kind: 'lead' | 'order';
  meaning: string;
  archived: boolean;
}
export interface Lead extends Named {
  number: number;
  status: Named & { meaning: string };
  source: Named | null;
  amount: number | null;
  owner: Named | null;
  contact: Named | null;
  phone: string | null;
  email: string | null;
  note: string;
  reason: string;
  archivedAt: string | null;
}
export interface Order extends Omit<Lead, 'amount' | 'phone' | 'email'> {
  lines: { name: string; unit: string; quantity: number; price: number; vat: number | null }[];
  withVat: boolean;
  discount: number;
  total: number;
}
export let api: TestApi;
/** An operator, an admin, an auditor. */
export let olena: Visitor;
export let iryna: Visitor;
export let dmytro: Visitor;

export async function made<Row extends object>(path: string, fields: object, who = olena): Promise<Row> {
  const answer = await who.post(path, fields);
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return answer.json<Row>();
}
export const listOf = async <Row extends object>(path: string, query: Record<string, string> = {}, who = olena) =>
  (await who.get(`${path}?${new URLSearchParams(query)}`)).json<List<Row>>();

/** The status of that kind which means this. */
export async function statusOf(kind: 'lead' | 'order', meaning: string): Promise<string> {
  const { items } = await listOf<Listed>('/api/statuses', { kind });
  return items.find((one) => one.meaning === meaning)?.id ?? '';
}

export function setUpRecords(): void {
  beforeAll(async () => {
    api = await createApi();
    [olena, iryna, dmytro] = [await logIn(api, 'olena'), await logIn(api, 'iryna'), await logIn(api, 'dmytro')];
  });
  afterAll(() => api.stop());
}
