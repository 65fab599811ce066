import type { MikroORM } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { Account } from '#db/entities/account.ts';
import { Employee, type Language } from '#db/entities/employee.ts';
import { type Ended, endEntry } from '#db/people/entry.ts';
import { inTransaction } from '#db/connection/transaction.ts';

/** Changes what an employee may change of themselves. */
export async function updateSelf(
  orm: MikroORM,
  id: string,
  change: { language?: Language | undefined; name?: string | undefined },
): Promise<Employee> {
  const em = orm.em.fork();
  const employee = await em.findOneOrFail(Employee, { id });
  if (change.language) employee.language = change.language;
  if (change.name) employee.name = change.name;
  employee.updatedAt = new Date();
  await em.flush();
  return employee;
}

/** The hash of an employee's password. */
export async function findPasswordHash(orm: MikroORM, employeeId: string): Promise<string | null> {
  const account = await orm.em.fork().findOne(Account, { userId: employeeId, providerId: 'credential' });
  return account?.password ?? null;
}

/** A new password ends all that the old one had let in, but for the session it is changed in. */
export async function changePassword(
  pool: Pool,
  employeeId: string,
  password: string,
  sessionId: string | null,
): Promise<Ended> {
  return inTransaction(pool, async (tx) => {
    await tx.query(
      `update account set password = $2, updated_at = now() where user_id = $1 and provider_id = 'credential'`,
      [employeeId, password],
    );
    return endEntry(tx, employeeId, sessionId);
  });
}
