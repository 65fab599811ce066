import { recordChange } from '#db/changes/record.ts';
import { askForLook } from '#db/page-health/keep.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import type { Pool } from 'pg';

export interface UncheckedToken {
  id: string;
  facebookId: string;
  sealedToken: string;
}

/** Pages whose token was saved and not asked about yet. */
export async function listUncheckedTokens(sql: Sql): Promise<UncheckedToken[]> {
  const { rows } = await sql.query<UncheckedToken>(
    'select id, facebook_id as "facebookId", sealed_token as "sealedToken" from page where checking order by id',
  );
  return rows;
}

/**
 * What Meta said of the token: null, it is good. Of a token that was replaced meanwhile nothing is kept: its successor
 * is asked about by itself.
 */
export async function settleTokenCheck(pool: Pool, page: UncheckedToken, refusal: string | null): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const { rowCount } = await tx.query(
      `update page set checking = false, health = case when $3::text is null then health else 'reconnect' end,
         health_reason = coalesce($3, health_reason)
       where id = $1 and sealed_token = $2 and checking`,
      [page.id, page.sealedToken, refusal],
    );
    if (!rowCount) return false;
    await askForLook(tx, page.id);
    await recordChange(tx, [{ kind: 'page', pageId: page.id, chatId: null, ref: page.id }]);
    return true;
  });
}
