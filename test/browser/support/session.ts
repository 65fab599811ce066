import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { TestApi } from '#test/integration/support/api.ts';

export type Sessions = Pick<TestApi, 'database' | 'settings'>;

/**
 * The cookie of a session as a log-in leaves it. Comparing a password takes a tenth of a second of a core on purpose:
 * the tests of the log-in pay that, and not each window of every test.
 */
export async function sessionCookie({ database, settings }: Sessions, email: string, userAgent: string) {
  const token = randomBytes(24).toString('base64url');
  const { rowCount } = await database.pool.query(
    `insert into session (id, token, user_id, user_agent, ip_address, expires_at)
     select $1, $2, id, $4, '127.0.0.1', now() + interval '12 hours' from employee where email = $3 and active`,
    [randomUUID(), token, email, userAgent],
  );
  if (rowCount !== 1) throw new Error(`${email} could not log in`);
  const key = createHmac('sha256', settings.secretKeys).update('session cookies').digest('base64url');
  const signature = createHmac('sha256', key).update(token).digest('base64');
  return { name: 'rozmova_session', value: encodeURIComponent(`${token}.${signature}`) };
}
