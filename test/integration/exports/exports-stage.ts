import { existsSync, readdirSync } from 'node:fs';
import type { ExportBody } from '#api/exports/schema.ts';
import { exportsFolder } from '#platform/export-files.ts';
import { createApi, type TestApi } from '../support/api.ts';
import { until } from '../support/until.ts';
import type { Visitor } from '../support/visitor.ts';

export const openApi = (): Promise<TestApi> => createApi();
export const NOBODY = 'http://127.0.0.1:9';

/** So many finished chats of a page, the first of which said something last; `name` of the n-th client. */
export async function addChats(
  { database, pages }: TestApi,
  many: number,
  page: 'dim' | 'outlet' = 'dim',
  name = 'Клієнт',
): Promise<void> {
  await database.pool.query(
    `with clients as (insert into client (page_id, psid, first_name, last_name)
         select $1, $3 || n || gen_random_uuid(), $3, 'Прізвище ' || n from generate_series(1, $2::int) n
         returning id, page_id, substr(last_name, 10)::int as n)
     insert into chat (client_id, page_id, status, created_at, last_contact_at)
     select id, page_id, 'finished', '2026-11-01T10:00:00Z'::timestamptz - make_interval(hours => n),
       '2026-11-20T22:30:00Z'::timestamptz - make_interval(hours => n) from clients order by n`,
    [pages[page].id, many, name],
  );
}

/** So many messages of one chat, said by turns. */
export async function addMessages({ database, people }: TestApi, number: number, many: number): Promise<void> {
  // In lots: no statement may take long, however busy the machine.
  for (let from = 1; from <= many; from += 500)
    await database.pool.query(
      `insert into message (chat_id, client_id, page_id, direction, via, text, state, at, decided, author_id, kind)
     select c.id, c.client_id, c.page_id, case n % 2 when 1 then 'in' else 'out' end,
       case n % 2 when 1 then 'client' else 'desk' end, 'Слово ' || n || case n when 7 then ' <b>=1+1 🙂' else '' end,
       case n when 8 then 'failed' when 10 then 'delivered' else 'received' end,
       '2026-11-20T22:00:00Z'::timestamptz + make_interval(mins => n), true, case n % 2 when 0 then $2 end, 'text'
     from chat c, generate_series($4::int, least($4 + 499, $1::int)) n where c.number = $3`,
      [many, people.olena.id, number, from],
    );
}

export const ask = async (who: Visitor, more: object = {}): Promise<string> =>
  (await who.post('/api/exports', { kind: 'chats', format: 'csv', timeZone: 'Europe/Kyiv', ...more })).json<{
    id: string;
  }>().id;

/** What it says; that it cannot be told just now is no answer. */
export const told = (who: Visitor, id: string): Promise<ExportBody> =>
  until('the export is told of', async () => {
    const answer = await who.get(`/api/exports/${id}`);
    return answer.status === 503 ? null : answer.json<ExportBody>();
  });

/** The export once nothing happens to it any more. */
export const ended = (who: Visitor, id: string): Promise<ExportBody> =>
  until('the export ends', async () => {
    const body = await told(who, id);
    return body.state === 'waiting' || body.state === 'running' ? null : body;
  });

/** What a CSV holds, row by row, without its mark. */
export const rowsOf = (text: string): string[] =>
  text
    .replace(/^\uFEFF/, '')
    .split('\r\n')
    .slice(0, -1);

export function filesOf({ settings }: TestApi): string[] {
  const folder = exportsFolder(settings.dataDir);
  return existsSync(folder) ? readdirSync(folder) : [];
}
