import type { Pool } from 'pg';
import type { Language, Role } from '#db/entities/employee.ts';

/** What a request is answered by: who somebody is and what they may. */
export interface Bearer {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  language: Language;
}

/** Whose token this is by its hash, if it has not ended and they still work here. */
export async function findBearer(pool: Pool, tokenHash: string): Promise<Bearer | null> {
  const { rows } = await pool.query<Bearer>(
    // Once a minute is often enough to know when it was used last.
    `with used as (
       update api_token set last_used_at = now()
       where hash = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute'))
     select e.id, e.name, e.email, e.roles, e.language from api_token t join employee e on e.id = t.employee_id
     where t.hash = $1 and t.expires_at > now() and e.active`,
    [tokenHash],
  );
  return rows[0] ?? null;
}

/** The employee of this id, if they still work here. */
export async function findActive(pool: Pool, id: string): Promise<Bearer | null> {
  const { rows } = await pool.query<Bearer>(
    'select id, name, email, roles, language from employee where id = $1 and active',
    [id],
  );
  return rows[0] ?? null;
}
