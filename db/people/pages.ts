import { isDeepStrictEqual } from 'node:util';
import type { Pool } from 'pg';
import { recordChange } from '#db/changes/record.ts';
import type { PageHealth } from '#db/entities/page.ts';
import type { Viewer } from '#db/chats/read.ts';
import { IN_LINE } from '#db/inbox/line.ts';
import { putInput } from '#db/inbox/tell.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';

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
  case when p.health = 'paused' and p.paused_until <= now() then 'ok'
    else p.health end as health, p.created_at as "createdAt",
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

/** Whether the page is one of those the employee was given. */
export async function hasAccess(sql: Sql, employeeId: string, pageId: string): Promise<boolean> {
  const { rowCount } = await sql.query('select 1 from page_access where employee_id = $1 and page_id = $2', [
    employeeId,
    pageId,
  ]);
  return rowCount === 1;
}

/** Which pages the employee was given. */
export async function listAccess(sql: Sql, employeeId: string): Promise<Set<string>> {
  const { rows } = await sql.query<{ id: string }>(
    'select page_id::text as id from page_access where employee_id = $1',
    [employeeId],
  );
  return new Set(rows.map(({ id }) => id));
}

/** What the company calls its pages. */
export async function pageNames(pool: Pool): Promise<string[]> {
  return (await pool.query<{ name: string }>('select name from page order by name limit 50')).rows.map(
    ({ name }) => name,
  );
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
      `insert into page (facebook_id, name, sealed_token, skills) values ($1, $2, $3, $4)
       on conflict (facebook_id) do nothing returning id`,
      [page.facebookId, page.name, page.sealedToken, page.skills ?? []],
    );
    const id = rows[0]?.id;
    if (!id) return null;
    await tx.query('insert into page_pace (page_id) values ($1)', [id]);
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

/**
 * Changes a page; tells how it was and how it is, and whether that is another way. A new token mends it: what was held
 * goes out in order, unless its window closed meanwhile.
 */
export async function updatePage(
  pool: Pool,
  id: string,
  change: PageChange,
): Promise<{ before: PageRow; after: PageRow; changed: boolean } | null> {
  return inTransaction(pool, async (tx) => {
    if (change.sealedToken) await lockHeld(tx, id);
    const before = await readPage(tx, id);
    const { rowCount } = await tx.query(
      `update page set name = coalesce($2, name), sealed_token = coalesce($3, sealed_token),
       skills = coalesce($4, skills),
         health = case when $3::text is null then health else 'ok' end,
         health_reason = case when $3::text is null then health_reason end,
         paused_until = case when $3::text is null then paused_until end where id = $1`,
      [id, change.name, change.sealedToken, change.skills],
    );
    if (!rowCount || !before) return null;
    if (change.employeeIds) await setEmployees(tx, id, change.employeeIds);
    if (change.sealedToken) await releaseHeld(tx, id);
    const after = await readPage(tx, id);
    const isChanged = change.sealedToken !== undefined || !isDeepStrictEqual(before, after);
    if (isChanged) await recordChange(tx, [{ kind: 'page', pageId: id, chatId: null, ref: id }]);
    return after && { before, after, changed: isChanged };
  });
}

/**
 * The page's token, which could not be opened, can be again: what was held for that goes out in order. False: that was
 * not so.
 */
export async function reopenPage(pool: Pool, id: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    await lockHeld(tx, id);
    const { rowCount } = await tx.query(
      `update page set health = 'ok', health_reason = null, paused_until = null
       where id = $1 and health = 'reconnect' and health_reason = 'page_without_key'`,
      [id],
    );
    if (!rowCount) return false;
    await releaseHeld(tx, id);
    await recordChange(tx, [{ kind: 'page', pageId: id, chatId: null, ref: id }]);
    return true;
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

/** The chat hears of a message `s` whose window closed while it was held. */
const CLOSED = { client: 's.client_id', chat: 's.chat_id', message: 's.id', facts: `'{"code":"window_closed"}'` };

const CLOSED_IN_OPEN = `settled s join chat on chat.id = s.chat_id where s.state = 'failed'
  and chat.status <> 'finished'`;

/** What may still go out is queued again; of the rest the chat hears, since its client is without an answer. */
async function releaseHeld(tx: Sql, pageId: string): Promise<void> {
  const { rows } = await tx.query<{ id: string; chat_id: string }>(
    `with settled as (
       update message m set state = case when greatest(c.window_until, c.window_possible_until) <= now() then 'failed'
         else 'queued' end, next_try_at = null,
         reason_code = case when greatest(c.window_until, c.window_possible_until) <= now()
           then 'window_closed' end, reason_detail = null
       from chat c where c.id = m.chat_id and m.page_id = $1 and m.state = 'held'
       returning m.id, m.chat_id, m.client_id, m.state
     ), told as (
       ${putInput('answer_failed', CLOSED, CLOSED_IN_OPEN)}
     ), due as (
       update client set ${IN_LINE} where id in (select client_id from settled where state = 'failed')
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
