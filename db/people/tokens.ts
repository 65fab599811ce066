import type { MikroORM } from '@mikro-orm/postgresql';
import { ApiToken } from '#db/entities/session.ts';
import { Employee } from '#db/entities/employee.ts';

/** An employee's tokens that have not ended, oldest first; the tokens themselves are not kept. */
export function listApiTokens(orm: MikroORM, employeeId: string): Promise<ApiToken[]> {
  const live = { employee: employeeId, expiresAt: { $gt: new Date() } };
  return orm.em.fork().find(ApiToken, live, { orderBy: { createdAt: 'asc' } });
}

/** Keeps a new token by its hash. */
export async function insertToken(
  orm: MikroORM,
  employeeId: string,
  token: { name: string; hash: string; expiresAt: Date },
): Promise<ApiToken> {
  const em = orm.em.fork();
  const added = em.create(ApiToken, { ...token, employee: em.getReference(Employee, employeeId) });
  await em.persist(added).flush();
  return em.refreshOrFail(added);
}

/** False when it is not there, or somebody else's. */
export async function deleteToken(orm: MikroORM, employeeId: string, id: string): Promise<boolean> {
  return (await orm.em.fork().nativeDelete(ApiToken, { id, employee: employeeId })) === 1;
}
