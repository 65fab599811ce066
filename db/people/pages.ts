import { isDeepStrictEqual } from 'node:util';
import type { Pool } from 'pg';
import { recordChange } from '#db/changes/record.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { type PageRow, readPage } from './read-pages.ts';
import { lockHeld, releaseHeld } from './held.ts';

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

async function setEmployees(tx: Sql, pageId: string, employeeIds: string[]): Promise<void> {
  await tx.query('delete from page_access where page_id = $1', [pageId]);
  await tx.query(
    'insert into page_access (page_id, employee_id) select $1, id from employee where id = any($2::text[])',
    [pageId, employeeIds],
  );
}
