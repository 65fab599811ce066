import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { appOfToken, APP_PLACES, type FacebookAppRow, findFacebookApp } from '#db/facebook/app.ts';
import type { AppKind } from '#db/entities/facebook/facebook-login.ts';
import type { Keyring } from '#platform/keyring.ts';
import type { SecretOf } from '../messenger/graph.ts';

/** What a server's configuration says of the application that its owner registered for all. */
export interface SharedApp {
  appId: string;
  /** The first is the current one. */
  appSecrets: string[];
  verifyToken: string;
  /** Of *Login for Business*. */
  configId?: string;
}

/** An application with all that logging in needs. */
export interface Application {
  appId: string;
  secret: string;
  verifyToken: string;
  configId: string;
}

export interface AppDeps {
  pool: Pool;
  keyring: Keyring;
  shared: SharedApp;
}

/** As it stands now; null: something is not set. */
export async function applicationOf({ pool, keyring, shared }: AppDeps, kind: AppKind): Promise<Application | null> {
  return kind === 'shared' ? sharedApplication(shared) : ownApplication(keyring, await findFacebookApp(pool));
}

export function sharedApplication({ appId, appSecrets, verifyToken, configId = '' }: SharedApp): Application | null {
  const secret = appSecrets[0] ?? '';
  return appId && secret && verifyToken ? { appId, secret, verifyToken, configId } : null;
}

export function ownApplication(keyring: Keyring, row: FacebookAppRow): Application | null {
  const { appId, configId, secret, verifyToken } = row;
  if (!appId || !secret || !verifyToken) return null;
  return {
    appId,
    configId,
    secret: keyring.open(secret.sealed, APP_PLACES.secret),
    verifyToken: keyring.open(verifyToken.sealed, APP_PLACES.verifyToken),
  };
}

/** By what a token is known without being kept in the open. */
export const tokenMark = (token: string): string => createHash('sha256').update(token).digest('base64url');

const KEEP_MS = 5_000;

/**
 * The secret of the application each page is connected through: what was put in by hand is believed to be the shared
 * one's. Looked up at most every five seconds for a token.
 */
export function secretsOfPages(deps: AppDeps): SecretOf {
  const known = new Map<string, { secret: Promise<string>; until: number }>();
  return (token) => {
    const mark = tokenMark(token);
    const found = known.get(mark);
    if (found && found.until > Date.now()) return found.secret;
    if (known.size > 10_000) known.clear();
    // Where it cannot be looked up, what was known goes on being used.
    const secret = secretFor(deps, mark).catch((error: unknown) => {
      known.delete(mark);
      if (found) return found.secret;
      throw error;
    });
    known.set(mark, { secret, until: Date.now() + KEEP_MS });
    return secret;
  };
}

async function secretFor(deps: AppDeps, mark: string): Promise<string> {
  const { shared } = deps;
  const appId = await appOfToken(deps.pool, mark);
  if (appId === null || appId === shared.appId) return shared.appSecrets[0] ?? '';
  const own = await applicationOf(deps, 'own');
  return own?.appId === appId ? own.secret : '';
}
