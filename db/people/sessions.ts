import type { MikroORM } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { Session } from '#db/entities/session.ts';
import type { Bearer } from '#db/people/bearer.ts';

/** Where an employee is logged in, last seen first. */
export function listSessions(orm: MikroORM, employeeId: string): Promise<Session[]> {
  const open = { userId: employeeId, expiresAt: { $gt: new Date() } };
  return orm.em.fork().find(Session, open, { orderBy: { updatedAt: 'desc' } });
}

export interface OpenSession {
  id: string;
  createdAt: Date;
  expiresAt: Date;
  userAgent: string | null;
  employee: Bearer;
}

/** The session of this token, if it has not ended and its owner still works here. Asked at every request. */
export async function findSession(pool: Pool, token: string): Promise<OpenSession | null> {
  const { rows } = await pool.query<Omit<OpenSession, 'employee'> & Omit<Bearer, 'id'> & { employeeId: string }>({
    name: 'find-session',
    text: `select s.id, s.created_at as "createdAt", s.expires_at as "expiresAt", s.user_agent as "userAgent",
       e.id as "employeeId", e.name, e.email, e.roles, e.language
     from session s join employee e on e.id = s.user_id where s.token = $1 and s.expires_at > now() and e.active`,
    values: [token],
  });
  const [row] = rows;
  if (!row) return null;
  const { id, createdAt, expiresAt, userAgent, employeeId, ...who } = row;
  return { id, createdAt, expiresAt, userAgent, employee: { id: employeeId, ...who } };
}

/** Ends one of an employee's sessions; false when it is not theirs. */
export async function endSession(orm: MikroORM, employeeId: string, id: string): Promise<boolean> {
  return (await orm.em.fork().nativeDelete(Session, { id, userId: employeeId })) === 1;
}

/** Ends one session, whosever it is. */
export async function dropSession(pool: Pool, id: string): Promise<void> {
  await pool.query('delete from session where id = $1', [id]);
}

/** Ends all sessions of one who may not log in. */
export async function dropSessionsOf(pool: Pool, employeeId: string): Promise<void> {
  await pool.query('delete from session where user_id = $1', [employeeId]);
}
