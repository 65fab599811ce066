import type { MikroORM } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { Session } from '#db/entities/session.ts';

/** Where an employee is logged in, last seen first. */
export function listSessions(orm: MikroORM, employeeId: string): Promise<Session[]> {
  const open = { userId: employeeId, expiresAt: { $gt: new Date() } };
  return orm.em.fork().find(Session, open, { orderBy: { updatedAt: 'desc' } });
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
