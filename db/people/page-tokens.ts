import type { Sql } from '#db/connection/transaction.ts';

/** Where a page's token is sealed for: nothing of another page opens here. */
export const tokenPlace = (facebookId: string): string => `page.sealed_token/${facebookId}`;

export interface PageToken {
  id: string;
  facebookId: string;
  sealedToken: string;
  /** It waits for its key. */
  waits: boolean;
}

/** The sealed token of every page. */
export async function listPageTokens(sql: Sql): Promise<PageToken[]> {
  const { rows } = await sql.query<PageToken>(
    `select id, facebook_id as "facebookId", sealed_token as "sealedToken",
       health = 'reconnect' and health_reason is not distinct from 'page_without_key' as waits from page
     where removed_at is null`,
  );
  return rows;
}

/** The same token, sealed anew; unless it is another one by now. */
export async function resealToken(sql: Sql, { id, sealedToken }: PageToken, sealedAnew: string): Promise<void> {
  await sql.query('update page set sealed_token = $3 where id = $1 and sealed_token = $2', [
    id,
    sealedToken,
    sealedAnew,
  ]);
}
