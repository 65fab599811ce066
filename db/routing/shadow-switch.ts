import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { type ScopeId, scopeName } from '#db/settings/scope.ts';

/** Since when the scope's draft is tried; null: it is not, or there is none. */
export async function shadowSince(sql: Sql, pageId: ScopeId): Promise<{ at: Date; revision: number } | null> {
  const { rows } = await sql.query<{ at: Date; revision: number }>(
    'select shadow_at as at, revision from settings_draft where scope = $1 and shadow_at is not null',
    [scopeName(pageId)],
  );
  return rows[0] ?? null;
}

/**
 * Tries the draft from now on, with the turns as they are; false when it is another one than was meant, or there is
 * none.
 */
export async function startShadow(pool: Pool, pageId: ScopeId, revision: number): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ at: Date | null }>(
      'select shadow_at as at from settings_draft where scope = $1 and revision = $2 for update',
      [scopeName(pageId), revision],
    );
    if (!rows[0]) return false;
    if (rows[0].at !== null) return true;
    await copyTurns(tx, pageId);
    await tx.query('update settings_draft set shadow_at = clock_timestamp() where scope = $1', [scopeName(pageId)]);
    return true;
  });
}

export async function stopShadow(sql: Sql, pageId: ScopeId): Promise<void> {
  await sql.query('update settings_draft set shadow_at = null where scope = $1', [scopeName(pageId)]);
}

/** Pages on which the scope's draft is tried: where a page tries its own, the installation's is not. */
const TRIED = `($1::uuid = page_id or $1 is null and not exists (
    select 1 from settings_draft d where d.page_id = routing_turn.page_id and d.shadow_at is not null))`;

/** It begins where the published settings stand: what says the same chooses the same. */
async function copyTurns(tx: Sql, pageId: ScopeId): Promise<void> {
  await tx.query(`delete from routing_turn where pool like 'shadow/%' and ${TRIED}`, [pageId]);
  await tx.query(
    `insert into routing_turn (page_id, pool, employee_id, turn)
     select page_id, 'shadow/' || pool, employee_id, turn from routing_turn where pool not like 'shadow/%'
       and ${TRIED}`,
    [pageId],
  );
}
