import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { Stack } from '#test/faults/rig/stack.ts';

export interface Person {
  id: string;
  email: string;
  /** By which requests of theirs are let in. */
  credentials: Record<string, string>;
  /** An address of their own, on this machine. */
  address: string;
}

export const PASSWORD = 'somebody in the crowd before the bench';

/** So many operators with access to every page. They are written, not asked for: a password takes a quarter second. */
export async function hirePeople({ pool }: Stack, count: number): Promise<Person[]> {
  const people = Array.from({ length: count }, (_, n) => personOf(n));
  const hash = await hashPassword(PASSWORD);
  const ids = people.map(({ id }) => id);
  await pool.query(
    `insert into employee (id, name, email, email_verified, roles)
     select id, email, email, true, '{operator}' from unnest($1::text[], $2::text[]) as one (id, email)`,
    [ids, people.map(({ email }) => email)],
  );
  await pool.query(
    `insert into account (id, account_id, provider_id, user_id, password)
     select gen_random_uuid()::text, id, 'credential', id, $2 from unnest($1::text[]) as one (id)`,
    [ids, hash],
  );
  await pool.query('insert into page_access (page_id, employee_id) select p.id, e from page p, unnest($1::text[]) e', [
    ids,
  ]);
  await pool.query(
    `insert into api_token (employee_id, name, hash, expires_at)
     select id, 'bench', hash, now() + interval '1 day' from unnest($1::text[], $2::text[]) as one (id, hash)`,
    [ids, people.map(({ token }) => createHash('sha256').update(token).digest('hex'))],
  );
  return people;
}

function personOf(n: number): Person & { token: string } {
  const id = randomUUID();
  const token = `rzm_${randomBytes(32).toString('base64url')}`;
  const address = `127.0.${1 + Math.floor(n / 250)}.${1 + (n % 250)}`;
  return { id, email: `${id}@bench.example`, token, credentials: { authorization: `Bearer ${token}` }, address };
}
