import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';
import type { AppKind, FoundPage, GivenScope, LoginFailure, LoginStep } from '#db/entities/facebook/facebook-login.ts';

/** Where what a login holds is sealed for. */
export const loginPlace = (id: string, what: 'verifier' | 'code' | 'token'): string => `facebook_login.${what}/${id}`;

export interface NewLogin {
  id: string;
  employeeId: string;
  sessionId: string;
  app: AppKind;
  appId: string;
  pageId: string | null;
  employeeIds: string[];
  stateMark: string;
  sealedVerifier: string;
}

export async function insertLogin(sql: Sql, login: NewLogin): Promise<void> {
  await sql.query(
    `insert into facebook_login (id, employee_id, session_id, app, app_id, page_id, employee_ids, state_mark,
       sealed_verifier)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      login.id,
      login.employeeId,
      login.sessionId,
      login.app,
      login.appId,
      login.pageId,
      login.employeeIds,
      login.stateMark,
      login.sealedVerifier,
    ],
  );
}

/** Somebody comes back from the dialog with this state. */
export interface Returned {
  id: string;
  /** How it is with the state: it can be used, was used, is too old, or is another session's. */
  state: 'good' | 'used' | 'expired' | 'foreign';
}

/** As long as one may stay at the dialog. */
const DIALOG_MINUTES = 30;

/** Uses the state up, whoever comes with it from whatever session: it is good once. Null: nobody was given that one. */
export async function takeState(sql: Sql, stateMark: string, sessionId: string): Promise<Returned | null> {
  const { rows } = await sql.query<Returned>(
    `with found as (
       select id, case when step <> 'asked' then 'used' when session_id <> $2 then 'foreign'
         when created_at < now() - make_interval(mins => $3) then 'expired' else 'good' end as state
       from facebook_login where state_mark = $1 for update
     ), spent as (
       update facebook_login l set step = 'failed', failure = 'expired' from found f
       where l.id = f.id and f.state in ('foreign', 'expired')
     ), taken as (
       update facebook_login l set step = 'returned' from found f where l.id = f.id and f.state = 'good'
     ) select * from found`,
    [stateMark, sessionId, DIALOG_MINUTES],
  );
  return rows[0] ?? null;
}

/** What came back: a code, which is exchanged next. */
export async function keepCode(sql: Sql, id: string, sealedCode: string): Promise<void> {
  await sql.query(`update facebook_login set sealed_code = $2 where id = $1 and step = 'returned'`, [id, sealedCode]);
}

export interface LoginRow {
  id: string;
  step: LoginStep;
  failure: LoginFailure | null;
  webhookFailure: string | null;
  app: AppKind;
  pageFacebookId: string | null;
  employeeIds: string[];
  scopes: GivenScope[];
  pages: FoundPage[];
}

/** Their own; others' is not there. */
export async function findLogin(pool: Pool, id: string, employeeId: string): Promise<LoginRow | null> {
  const { rows } = await pool.query<LoginRow>(
    `select l.id, l.step, l.failure, l.webhook_failure as "webhookFailure", l.app,
       p.facebook_id as "pageFacebookId", l.employee_ids as "employeeIds", l.scopes, l.pages
     from facebook_login l left join page p on p.id = l.page_id where l.id = $1 and l.employee_id = $2`,
    [id, employeeId],
  );
  return rows[0] ?? null;
}

/** Of the pages that were found these are to be connected. False: it is not being chosen, or not any more. */
export async function choosePages(pool: Pool, id: string, facebookIds: string[]): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update facebook_login set step = 'connecting', tries = 0, pages = (
       select coalesce(jsonb_agg(case when page ->> 'facebookId' = any($2::text[])
         then page || '{"state":"chosen"}' else page end order by place), '[]')
       from jsonb_array_elements(pages) with ordinality of (page, place))
     where id = $1 and step = 'choosing'`,
    [id, facebookIds],
  );
  return rowCount === 1;
}
