import type { MikroORM } from '@mikro-orm/postgresql';
import { Account, Employee, type Language } from '#db/entities/employee.ts';

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

export async function savePasswordHash(orm: MikroORM, employeeId: string, password: string): Promise<void> {
  const credential = { userId: employeeId, providerId: 'credential' };
  await orm.em.fork().nativeUpdate(Account, credential, { password, updatedAt: new Date() });
}
