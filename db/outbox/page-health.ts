import { recordChange } from '#db/changes/record.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { askForLook } from '#db/page-health/keep.ts';
import type { PageHealth } from '#db/entities/page.ts';
import type { Tried, Settlement } from './settle.ts';

/**
 * A person mended the page while the call was under way: the refusal is about the token before. Not *for update*:
 * whoever puts a message to the page would wait for that, with their client in hand.
 */
export async function hasNewToken(tx: Sql, { pageId, sealedToken }: Tried): Promise<boolean> {
  const { rows } = await tx.query<{ sealed_token: string }>(
    'select sealed_token from page where id = $1 for no key update',
    [pageId],
  );
  return rows[0]?.sealed_token !== sealedToken;
}

export async function setPage(
  tx: Sql,
  id: string,
  page: NonNullable<Settlement['page']>,
  reason: string | null,
  from: PageHealth[],
): Promise<void> {
  const { rowCount } = await tx.query(
    `update page set health = $2, health_reason = $5, paused_until = now() + make_interval(secs => $3::float / 1000)
     where id = $1 and health = any($4::text[]) and (health <> $2 or $2 = 'paused')`,
    [id, page.health, page.pausedMs, from, reason],
  );
  if (!rowCount) return;
  await recordChange(tx, [{ kind: 'page', pageId: id, chatId: null, ref: id }]);
  // Its workflow sees to what it is, and when that is over.
  if (page.health === 'reconnect') await askForLook(tx, id);
}
