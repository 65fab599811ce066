import { afterAll, beforeAll, expect } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import { type List, openChat } from '../../support/chat.ts';
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

let phones = 0;
/** A chat whose client wrote a phone, with the message it stands in. */
export async function chatWithPhone() {
  phones += 1;
  const phone = `+38067555${String(phones).padStart(4, '0')}`;
  const { number } = await openChat(api, api.pages.dim);
  const { rows } = await api.database.pool.query<{ id: string }>(
    `update message set contact = jsonb_build_object('phone', $2::text)
     where direction = 'in' and chat_id = (select id from chat where number = $1) returning id`,
    [number, phone],
  );
  return { number, phone, messageId: rows[0]?.id };
}

export function setUpRecords(): void {
  beforeAll(async () => {
    api = await createApi();
    [olena, iryna, dmytro] = [await logIn(api, 'olena'), await logIn(api, 'iryna'), await logIn(api, 'dmytro')];
  });
  afterAll(() => api.stop());
}
