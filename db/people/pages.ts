import type { Pool } from 'pg';
import { recordChange } from '#db/changes/record.ts';
import type { PageHealth } from '#db/entities/page.ts';
import type { Viewer } from '#db/chats/read.ts';
import { inTransaction, type Sql } from '#db/pool.ts';

export interface PageRow {
  id: string;
  facebookId: string;
  name: string;
  health: PageHealth;
  employeeIds: string[];
  /** Tags of what its operators should know. */
  skills: string[];
  createdAt: Date;
}

const COLUMNS = `p.id, p.facebook_id as "facebookId", p.name, p.skills,
  case when p.health = 'paused' and p.paused_until <= now() then 'ok' else p.health end as health, p.created_at as "createdAt",
  array(select a.employee_id from page_access a where a.page_id = p.id order by 1) as "employeeIds"`;

export async function findPages(pool: Pool, ids: string[]): Promise<PageRow[]> {
  if (ids.length === 0) return [];
  return (await pool.query<PageRow>(`select ${COLUMNS} from page p where p.id = any($1::uuid[])`, [ids])).rows;
}

/** The pages a viewer sees the chats of, by name. */
export async function listPages(pool: Pool, viewer: Viewer): Promise<PageRow[]> {
  const { rows } = await pool.query<PageRow>(
    `select ${COLUMNS} from page p where $1::text is null
       or exists (select 1 from page_access a where a.page_id = p.id and a.employee_id = $1) order by p.name`,
    [viewer?.employeeId ?? null],
  );
  return rows;
}

export interface NewPage {
  facebookId: string;
  name: string;
  sealedToken: string;
  employeeIds: string[];
  skills?: string[];
}

/** Connects a page; null when it is connected already. */
export async function insertPage(pool: Pool, page: NewPage): Promise<PageRow | null> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      'insert into page (facebook_id, name, sealed_token, skills) values ($1, $2, $3, $4) on conflict (facebook_id) do nothing returning id',
      [page.facebookId, page.name, page.sealedToken, page.skills ?? []],
    );
    const id = rows[0]?.id;
    if (!id) return null;
    await setEmployees(tx, id, page.employeeIds);
    return readPage(tx, id);
  });
}

export interface PageChange {
  name?: string | undefined;
  sealedToken?: string | undefined;
  employeeIds?: string[] | undefined;
  skills?: string[] | undefined;
}

/** Changes a page. A new token mends it: what was held goes out in order, unless its window closed meanwhile. */
export async function updatePage(pool: Pool, id: string, change: PageChange): Promise<PageRow | null> {
  return inTransaction(pool, async (tx) => {
    if (change.sealedToken) await lockHeld(tx, id);
    const { rowCount } = await tx.query(
      `update page set name = coalesce($2, name), sealed_token = coalesce($3, sealed_token), skills = coalesce($4, skills),
         health = case when $3::text is null then health else 'ok' end,
         paused_until = case when $3::text is null then paused_until end where id = $1`,
      [id, change.name, change.sealedToken, change.skills],
    );
    if (!rowCount) return null;
    if (change.employeeIds) await setEmployees(tx, id, change.employeeIds);
    if (change.sealedToken) await releaseHeld(tx, id);
    await recordChange(tx, [{ kind: 'page', pageId: id, chatId: null, ref: id }]);
    return readPage(tx, id);
  });
}

/** Clients before the page, as everywhere: whoever settles a send holds the client and then wants the page. */
async function lockHeld(tx: Sql, pageId: string): Promise<void> {
  await tx.query(
    `select 1 from client where id in (select client_id from message where page_id = $1 and state = 'held')
     order by id for update`,
    [pageId],
  );
}

/** What may still go out is queued again; of the rest the chat hears, since its client is without an answer. */
async function releaseHeld(tx: Sql, pageId: string): Promise<void> {
  const { rows } = await tx.query<{ id: string; chat_id: string }>(
    `with settled as (
       update message m set state = case when greatest(c.window_until, c.window_possible_until) <= now() then 'failed' else 'queued' end, next_try_at = null,
         reason_code = case when greatest(c.window_until, c.window_possible_until) <= now() then 'window_closed' end, reason_detail = null
       from chat c where c.id = m.chat_id and m.page_id = $1 and m.state = 'held'
       returning m.id, m.chat_id, m.client_id, m.state
     ), told as (
       insert into chat_input (client_id, chat_id, kind, message_id, at, facts)
       select s.client_id, s.chat_id, 'answer_failed', s.id, date_trunc('milliseconds', now()), '{"code":"window_closed"}'
       from settled s join chat on chat.id = s.chat_id where s.state = 'failed' and chat.status <> 'finished'
     ), due as (
       update client set inbox_rev = inbox_rev + 1 where id in (select client_id from settled where state = 'failed')
     ) select id, chat_id from settled`,
    [pageId],
  );
  await recordChange(
    tx,
    rows.map(({ id, chat_id }) => ({ kind: 'message', pageId, chatId: chat_id, ref: id })),
  );
}

async function setEmployees(tx: Sql, pageId: string, employeeIds: string[]): Promise<void> {
  await tx.query('delete from page_access where page_id = $1', [pageId]);
  await tx.query(
    'insert into page_access (page_id, employee_id) select $1, id from employee where id = any($2::text[])',
    [pageId, employeeIds],
  );
}

async function readPage(tx: Sql, id: string): Promise<PageRow | null> {
  return (await tx.query<PageRow>(`select ${COLUMNS} from page p where p.id = $1`, [id])).rows[0] ?? null;
}
