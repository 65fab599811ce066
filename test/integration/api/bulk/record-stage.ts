import { expect } from 'vitest';
import { until } from '#test/integration/support/until.ts';
import { api, iryna, olena } from './bulk-stage.ts';

interface Record {
  managerId: string | null;
  segment: string;
  owner: { id: string } | null;
  archivedAt: string | null;
}
interface Told {
  state: string;
  done: number;
  total: number;
  endedAt: string | null;
  refused: { id: string; code: string }[];
}

/** So many of that name, in the order of the list. */
export async function contactsNamed(name: string, many: number): Promise<string[]> {
  const { rows } = await api.database.pool.query<{ id: string }>(
    `insert into contact (name, phones, emails) select $1 || ' ' || lpad(n::text, 4, '0'), '{}', '{}'
     from generate_series(1, $2::int) n returning id`,
    [name, many],
  );
  return rows.map(({ id }) => id);
}

/** Its id. */
export async function added(path: 'leads' | 'orders', fields: object): Promise<string> {
  const answer = await olena.post(`/api/${path}`, fields);
  expect(answer.status).toBe(201);
  return answer.json<{ id: string }>().id;
}

export const stateOf = async (path: 'contacts' | 'leads' | 'orders', id = ''): Promise<Record> =>
  (await olena.get(`/api/${path}/${id}`)).json<Record>();

export async function statusOf(kind: 'lead' | 'order', meaning: string): Promise<string> {
  const { items } = (await olena.get(`/api/statuses?kind=${kind}`)).json<{
    items: { id: string; meaning: string }[];
  }>();
  return items.find((one) => one.meaning === meaning)?.id ?? '';
}

export const ended = (id: string): Promise<Told> =>
  until('its end', async () => {
    const bulk = (await iryna.get(`/api/bulk/${id}`)).json<Told>();
    return bulk.endedAt === null ? null : bulk;
  });

/** Once it is over: which did not, and why. */
export const refusedOf = async (id: string) =>
  (await ended(id)).refused.map(({ id: one, code }) => ({ id: one, code }));

/** How often that field of each of these contacts was changed. */
export async function changesOf(ids: string[], field: string): Promise<number[]> {
  const { rows } = await api.database.pool.query<{ id: string; times: number }>(
    `select contact_id as id, count(*)::int as times from contact_history
     where contact_id = any($1::uuid[]) and field = $2 group by contact_id`,
    [ids, field],
  );
  return ids.map((id) => rows.find((row) => row.id === id)?.times ?? 0);
}
