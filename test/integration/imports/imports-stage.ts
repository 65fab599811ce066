import type { z } from 'zod';
import type { importSchema, rowSchema } from '#api/imports/schema.ts';
import type { TestApi } from '../support/api.ts';
import type { List } from '../support/chat.ts';
import type { Answer } from '../support/http.ts';
import { until } from '../support/until.ts';
import type { Visitor } from '../support/visitor.ts';

export type Told = z.infer<typeof importSchema>;
export type Row = z.infer<typeof rowSchema>;
export const ALL = '/api/imports';

export const bring = (who: Visitor, body: Uint8Array | string, name = 'клієнти.csv'): Promise<Answer> =>
  who.ask(ALL, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name) },
    body: typeof body === 'string' ? Buffer.from(body) : body,
  });

export const told = async (who: Visitor, id: string): Promise<Told> => (await who.get(`${ALL}/${id}`)).json<Told>();

const RESTS = new Set<Told['state']>(['ready', 'done', 'cancelled', 'undone', 'failed']);

/** The import once nothing happens to it. */
export const atRest = (who: Visitor, id: string): Promise<Told> =>
  until('the import rests', async () => {
    const body = await told(who, id);
    return RESTS.has(body.state) ? body : null;
  });

/** The file, read and checked. */
export const checked = async (who: Visitor, body: Uint8Array | string, name?: string): Promise<Told> =>
  atRest(who, (await bring(who, body, name)).json<Told>().id);

/** The file, brought in. */
export async function brought(who: Visitor, body: Uint8Array | string, change: object = {}): Promise<Told> {
  const { id } = await checked(who, body);
  if (Object.keys(change).length > 0) await who.put(`${ALL}/${id}`, change);
  await atRest(who, id);
  await who.put(`${ALL}/${id}/started`);
  return atRest(who, id);
}

export async function undone(who: Visitor, id: string): Promise<Told> {
  await who.delete(`${ALL}/${id}`);
  return atRest(who, id);
}

export const rowsOf = async (who: Visitor, id: string, show = 'all') =>
  (await who.get(`${ALL}/${id}/rows?show=${show}&pageSize=100`)).json<List<Row>>().items;

/** Everything of all contacts but what tells of them. */
export async function contactsNow({ database }: TestApi): Promise<unknown[]> {
  const { rows } = await database.pool.query(
    `select to_jsonb(k) as contact, (select jsonb_agg(to_jsonb(p) order by p.id) from contact_point p
         where p.contact_id = k.id) as points,
       (select jsonb_agg(to_jsonb(m) order by m.company_id) from contact_member m where m.person_id = k.id) as companies
     from contact k order by k.id`,
  );
  return rows;
}

/** The same people as each kind of file holds them, without what each of them gets anew. */
export async function peopleNow({ database }: TestApi): Promise<unknown[]> {
  const { rows } = await database.pool.query(
    'select name, kind, phones, emails, segment, code from contact order by phones',
  );
  return rows;
}
