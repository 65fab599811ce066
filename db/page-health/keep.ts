import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { recordChange } from '#db/changes/record.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { lockHeld, releaseHeld } from '#db/people/held.ts';
import type { Decision, Health } from '#workflows/page/vocabulary.ts';

/** Names a sealed token, and tells nothing of it. */
export const markOf = (sealedToken: string): string =>
  createHash('sha256').update(sealedToken).digest('hex').slice(0, 16);

/** What its workflow decided last; null: nothing yet. */
export async function findHealth(sql: Sql, pageId: string): Promise<Health | null> {
  const { rows } = await sql.query<{ health: Health }>('select health from page_health where page_id = $1', [pageId]);
  return rows[0]?.health ?? null;
}

/**
 * Keeps how a page is and what is new of it. Kept twice it is the same. False: the page is
 * gone, or was removed, and keeps nothing.
 */
export async function keepHealth(
  pool: Pool,
  pageId: string,
  { health, decisions }: { health: Health; decisions: Decision[] },
): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ state: string | null }>(
      `select h.state from page p left join page_health h on h.page_id = p.id where p.id = $1
         and p.removed_at is null for key share of p`,
      [pageId],
    );
    if (!rows[0]) return false;
    const before = rows[0].state;
    await tx.query(
      `insert into page_health (page_id, state, since, health, due_at) values ($1, $2, $3, $4, $5)
       on conflict (page_id) do update set state = excluded.state, since = excluded.since, health = excluded.health,
         due_at = excluded.due_at, updated_at = now()`,
      [pageId, health.state, new Date(health.since), JSON.stringify(health), new Date(health.next)],
    );
    for (const { kind, at, state, code, detail } of decisions)
      await tx.query(
        `insert into page_health_event (page_id, kind, at, state, code, detail) values ($1, $2, $3, $4, $5, $6)
         on conflict do nothing`,
        [pageId, kind, new Date(at), state, code, JSON.stringify(detail)],
      );
    if (decisions.length > 0)
      await tx.query(`delete from page_health_event where page_id = $1 and at < now() - interval '90 days'`, [pageId]);
    if (decisions.length > 0 || before !== health.state)
      await recordChange(tx, [{ kind: 'page', pageId, chatId: null, ref: pageId }]);
    return true;
  });
}

/** What was asked for until now is done with this look. */
export async function beginLook(sql: Sql, pageId: string): Promise<void> {
  await sql.query('update page_health set asked_at = null where page_id = $1 and asked_at is not null', [pageId]);
}

/** The page is to be looked at as soon as can be. */
export async function askForLook(sql: Sql, pageId: string): Promise<void> {
  await sql.query('update page_health set asked_at = now() where page_id = $1', [pageId]);
}

/** Answers wait from now on: Meta takes none with this token. Of one that was replaced meanwhile nothing is held. */
export async function holdPage(pool: Pool, pageId: string, tokenMark: string, reason: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    if ((await markFor(tx, pageId)) !== tokenMark) return false;
    const { rowCount } = await tx.query(
      `update page set health = 'reconnect', health_reason = $2, paused_until = null
       where id = $1 and health in ('ok', 'paused')`,
      [pageId, reason],
    );
    if (rowCount) await recordChange(tx, [{ kind: 'page', pageId, chatId: null, ref: pageId }]);
    return rowCount === 1;
  });
}

/** The token works again: what was held goes out in order. */
export async function reopenGood(pool: Pool, pageId: string, tokenMark: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    await lockHeld(tx, pageId);
    if ((await markFor(tx, pageId)) !== tokenMark) return false;
    const { rowCount } = await tx.query(
      `update page set health = 'ok', health_reason = null, paused_until = null
       where id = $1 and removed_at is null and health = 'reconnect'
         and health_reason is distinct from 'page_without_key'`,
      [pageId],
    );
    if (!rowCount) return false;
    await releaseHeld(tx, pageId);
    await recordChange(tx, [{ kind: 'page', pageId, chatId: null, ref: pageId }]);
    return true;
  });
}

async function markFor(tx: Sql, pageId: string): Promise<string | null> {
  const { rows } = await tx.query<{ sealed: string }>(
    'select sealed_token as sealed from page where id = $1 for no key update',
    [pageId],
  );
  return rows[0] ? markOf(rows[0].sealed) : null;
}
