import { isDeepStrictEqual } from 'node:util';
import type { Pool } from 'pg';
import { recordChange } from '#db/changes/record.ts';
import { inTransaction } from '#db/connection/transaction.ts';
import { lockHeld, releaseHeld } from './held.ts';
import { setEmployees } from './page-access.ts';
import { type PageRow, readPage } from './read-pages.ts';

export interface PageChange {
  name?: string | undefined;
  sealedToken?: string | undefined;
  employeeIds?: string[] | undefined;
  skills?: string[] | undefined;
  humanAgent?: boolean | undefined;
  /** Meta is asked about the new token before anything goes out. */
  checking?: boolean | undefined;
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
       skills = coalesce($4, skills), checking = coalesce($5, checking), human_agent = coalesce($6, human_agent),
         health = case when $3::text is null then health else 'ok' end,
         health_reason = case when $3::text is null then health_reason end,
         app_id = case when $3::text is null then app_id end,
         token_mark = case when $3::text is null then token_mark end,
         paused_until = case when $3::text is null then paused_until end where id = $1`,
      [id, change.name, change.sealedToken, change.skills, change.checking, change.humanAgent],
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
