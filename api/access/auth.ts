import { betterAuth } from 'better-auth';
import type { Pool } from 'pg';
import type { Language, Role } from '#db/entities/employee.ts';
import { TABLES } from './auth-tables.ts';

/** A log-in ends after so long without use. */
const IDLE_SECONDS = 12 * 60 * 60;
const REFRESH_SECONDS = 5 * 60;

export interface AuthSettings {
  pool: Pool;
  publicUrl: string;
  /** Signs cookies; derived from the installation's keys. */
  secret: string;
}

/**
 * Passwords and sessions, by the library. Its own routes are not served: ours call it, so that each has its permission
 * rule, its schema and its place in the OpenAPI document.
 */
export function createAuth({ pool, publicUrl, secret }: AuthSettings) {
  const https = publicUrl.startsWith('https:');
  return betterAuth({
    database: pool,
    baseURL: publicUrl,
    secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, minPasswordLength: 8, maxPasswordLength: 200, disableSignUp: true },
    ...TABLES,
    session: { ...TABLES.session, expiresIn: IDLE_SECONDS, updateAge: REFRESH_SECONDS },
    advanced: {
      ipAddress: { ipAddressHeaders: ['x-rozmova-address'] },
      // A browser keeps a __Host- cookie from every other host and path; it takes one over https only.
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: https ? '__Host-rozmova_session' : 'rozmova_session',
          attributes: { httpOnly: true, secure: https, sameSite: 'lax', path: '/' },
        },
      },
      database: { generateId: () => crypto.randomUUID() },
    },
    rateLimit: { enabled: false },
  });
}

/** Whether it is used again after so long that it should live on from now. */
export function isToRefresh({ expiresAt }: { expiresAt: Date }): boolean {
  return expiresAt.getTime() - Date.now() <= (IDLE_SECONDS - REFRESH_SECONDS) * 1_000;
}

export type Auth = ReturnType<typeof createAuth>;

export interface Signed {
  employee: { id: string; name: string; email: string; roles: Role[]; language: Language };
  /** Null for a personal token. */
  sessionId: string | null;
}
