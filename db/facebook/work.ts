import { recordChange } from '#db/changes/record.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import type { AppKind, FoundPage, GivenScope, LoginFailure } from '#db/entities/facebook/facebook-login.ts';
import { setEmployees } from '#db/people/page-access.ts';
import { lockHeld, releaseHeld } from '#db/people/held.ts';
import type { Pool } from 'pg';

/** A login on which work goes on. */
export interface LoginAtWork {
  id: string;
  step: 'returned' | 'connecting';
  app: AppKind;
  appId: string;
  sealedVerifier: string;
  sealedCode: string | null;
  sealedToken: string | null;
  employeeId: string;
  employeeIds: string[];
  pages: FoundPage[];
  tries: number;
}

/** How long one stays at it before another tries. */
const LEASE = `interval '1 minute'`;

/** Takes the next one, for a while: one that somebody died over is taken again. */
export async function leaseLogin(pool: Pool): Promise<LoginAtWork | null> {
  const { rows } = await pool.query<LoginAtWork>(
    `update facebook_login set tries = tries + 1, leased_until = now() + ${LEASE} where id = (
       select id from facebook_login where step in ('returned', 'connecting') and leased_until < now()
         and (step = 'connecting' or sealed_code is not null or sealed_token is not null)
       order by created_at limit 1 for update skip locked)
     returning id, step, app, app_id as "appId", sealed_verifier as "sealedVerifier", sealed_code as "sealedCode",
       sealed_token as "sealedToken", employee_id as "employeeId", employee_ids as "employeeIds", pages, tries`,
  );
  return rows[0] ?? null;
}

/** Let go, to be tried again in a moment. */
export async function letGoLogin(sql: Sql, id: string): Promise<void> {
  await sql.query(`update facebook_login set leased_until = now() + interval '3 seconds' where id = $1`, [id]);
}

/** The code is spent, and here is what it was good for. */
export async function keepLoginToken(sql: Sql, id: string, sealedToken: string): Promise<void> {
  await sql.query('update facebook_login set sealed_token = $2, sealed_code = null where id = $1', [id, sealedToken]);
}

export async function keepFound(sql: Sql, id: string, scopes: GivenScope[], pages: FoundPage[]): Promise<void> {
  await sql.query(
    `update facebook_login set step = 'choosing', scopes = $2, pages = $3, leased_until = now()
     where id = $1 and step = 'returned'`,
    [id, JSON.stringify(scopes), JSON.stringify(pages)],
  );
}

/** Nothing comes of it: what it held is forgotten. */
export async function failLogin(sql: Sql, id: string, failure: LoginFailure, scopes: GivenScope[] = []): Promise<void> {
  await sql.query(
    `update facebook_login set step = 'failed', failure = $2, scopes = $3, sealed_code = null, sealed_token = null
     where id = $1 and step <> 'done'`,
    [id, failure, JSON.stringify(scopes)],
  );
}

/** What became of each chosen page. */
export async function keepProgress(sql: Sql, id: string, pages: FoundPage[]): Promise<void> {
  await sql.query('update facebook_login set pages = $2 where id = $1', [id, JSON.stringify(pages)]);
}

/** All chosen pages had their turn: the token is needed no more. */
export async function endLogin(sql: Sql, id: string, webhookFailure: string | null): Promise<void> {
  await sql.query(
    `update facebook_login set step = 'done', webhook_failure = $2, sealed_token = null
     where id = $1 and step = 'connecting'`,
    [id, webhookFailure],
  );
}

/** Which application each of these pages is connected through; those that are not here are left out. */
export async function connectedThrough(sql: Sql, facebookIds: string[]): Promise<Map<string, string | null>> {
  const { rows } = await sql.query<{ facebookId: string; appId: string | null }>(
    `select facebook_id as "facebookId", app_id as "appId" from page
     where facebook_id = any($1::text[]) and removed_at is null`,
    [facebookIds],
  );
  return new Map(rows.map(({ facebookId, appId }) => [facebookId, appId]));
}

export interface GivenPage {
  facebookId: string;
  name: string;
  sealedToken: string;
  tokenMark: string;
  appId: string;
  /** Of a new page; who has one that is here already keeps it. */
  employeeIds: string[];
}

/**
 * Connects a page, or connects it again: its token is checked before anything goes out with it, and what was held goes
 * then. Tells its id, and whether it is new.
 */
export async function savePage(pool: Pool, page: GivenPage): Promise<{ id: string; isNew: boolean }> {
  return inTransaction(pool, async (tx) => {
    const { rows: known } = await tx.query<{ id: string; isHere: boolean }>(
      'select id, removed_at is null as "isHere" from page where facebook_id = $1',
      [page.facebookId],
    );
    if (known[0]) await lockHeld(tx, known[0].id);
    const { rows } = await tx.query<{ id: string }>(
      `insert into page (facebook_id, name, sealed_token, token_mark, app_id, checking, subscribed_at)
       values ($1, $2, $3, $4, $5, true, now())
       on conflict (facebook_id) do update set sealed_token = excluded.sealed_token, token_mark = excluded.token_mark,
         app_id = excluded.app_id, checking = true, subscribed_at = now(), health = 'ok', health_reason = null,
         paused_until = null, removed_at = null, leaving_since = null
       returning id`,
      [page.facebookId, page.name, page.sealedToken, page.tokenMark, page.appId],
    );
    const id = rows[0]?.id ?? '';
    await tx.query('insert into page_pace (page_id) values ($1) on conflict do nothing', [id]);
    if (known[0]) await releaseHeld(tx, id);
    const isNew = known[0]?.isHere !== true;
    if (isNew) await setEmployees(tx, id, page.employeeIds);
    await recordChange(tx, [{ kind: 'page', pageId: id, chatId: null, ref: id }]);
    return { id, isNew };
  });
}
