import { hashPassword } from 'better-auth/crypto';
import type { Pool } from 'pg';
import type { z } from 'zod';
import { insertEmployee } from '#db/people/employees.ts';
import type { Logger } from '#platform/log.ts';
import { email, password } from './schemas/people.ts';

/**
 * The first admin of an empty installation; where there is an employee already, the settings change nothing. Throws when they are no
 * e-mail address or too weak a password. A database that is away is waited for.
 */
export async function ensureFirstAdmin(pool: Pool, address: string, word: string, log: Logger): Promise<void> {
  if (address === '' || word === '') return;
  const admin = { email: parse('ADMIN_EMAIL', email, address), password: parse('ADMIN_PASSWORD', password, word) };
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await addFirstAdmin(pool, admin, log);
    } catch (error) {
      if (attempt === 0) log.warn({ error }, 'the database is away; the first admin has to wait');
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}

async function addFirstAdmin(pool: Pool, admin: { email: string; password: string }, log: Logger): Promise<void> {
  const { rowCount } = await pool.query('select 1 from employee limit 1');
  if (rowCount) return;
  const passwordHash = await hashPassword(admin.password);
  await insertEmployee(pool, {
    email: admin.email,
    passwordHash,
    name: admin.email,
    roles: ['admin', 'operator'],
    pageIds: [],
  });
  log.info('the first admin was added');
}

function parse(name: string, schema: z.ZodType<string>, value: string): string {
  const result = schema.safeParse(value);
  if (!result.success) throw new Error(`${name}: ${result.error.issues[0]?.message ?? 'is not good'}`);
  return result.data;
}
