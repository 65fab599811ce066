import { createHmac } from 'node:crypto';
import { parse } from 'hono/utils/cookie';
import { sameSecret } from '#platform/same-secret.ts';
import type { Auth } from './auth.ts';

/**
 * The session that a browser's cookies name, or null where the auth library did not sign it: `token.signature`, an
 * HMAC-SHA-256 in base64.
 */
export async function sessionTokenOf(auth: Auth, cookies: string): Promise<string | null> {
  const { authCookies, secret } = await auth.$context;
  const { name } = authCookies.sessionToken;
  const value = parse(cookies, name)[name] ?? '';
  const end = value.lastIndexOf('.');
  if (end < 1) return null;
  const token = value.slice(0, end);
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  return sameSecret(value.slice(end + 1), signature) ? token : null;
}
