import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';
import { findFact, saveFact } from '#db/installation/values.ts';
import type { AppKind } from '#db/entities/facebook/facebook-login.ts';

/** A secret that is kept: sealed, and since when it is this one. */
export interface KeptSecret {
  sealed: string;
  at: string;
}

/** Which Facebook application pages are connected through, and who gets them. */
export interface FacebookAppRow {
  use: AppKind;
  employeeIds: string[];
  /** The installation's own application. */
  appId: string;
  /** Of *Login for Business*; empty: Facebook Login. */
  configId: string;
  secret: KeptSecret | null;
  verifyToken: KeptSecret | null;
}

const FACT = 'facebook_app';
/** Where its secrets are sealed for. */
export const APP_PLACES = {
  secret: 'installation.facebook_app.secret',
  verifyToken: 'installation.facebook_app.verify_token',
} as const;
export type AppSecretName = keyof typeof APP_PLACES;

const NONE: FacebookAppRow = {
  use: 'own',
  employeeIds: [],
  appId: '',
  configId: '',
  secret: null,
  verifyToken: null,
};

export const findFacebookApp = async (pool: Pool): Promise<FacebookAppRow> =>
  (await findFact<FacebookAppRow>(pool, FACT)) ?? NONE;

export const saveFacebookApp = (sql: Sql, row: FacebookAppRow): Promise<void> => saveFact(sql, FACT, row);

/** The same secret, sealed anew; unless it is another one by now. */
export async function resealFacebookApp(sql: Sql, name: AppSecretName, sealed: string, anew: string): Promise<void> {
  await sql.query(
    `update installation set value = jsonb_set(value, array[$2, 'sealed'], to_jsonb($4::text))
     where name = $1 and value -> $2 ->> 'sealed' = $3`,
    [FACT, name, sealed, anew],
  );
}

/** Of whichever application the token of this mark is; null: nobody said. */
export async function appOfToken(sql: Sql, mark: string): Promise<string | null> {
  const { rows } = await sql.query<{ app: string | null }>(
    'select app_id as app from page where token_mark = $1 order by app_id nulls last limit 1',
    [mark],
  );
  return rows[0]?.app ?? null;
}
