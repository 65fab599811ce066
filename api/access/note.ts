import type { Context } from 'hono';
import { audit, type AuditEntry } from '#db/people/audit.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { me } from './allow.ts';

/** Notes in the audit what whoever asks did, and from which address. */
export function note(
  { database }: ApiDeps,
  c: Context<ApiEnv>,
  kind: AuditEntry['kind'],
  detail?: AuditEntry['detail'],
): Promise<void> {
  return audit(database.pool, {
    kind,
    employeeId: me(c).employee.id,
    address: c.get('address'),
    ...(detail && { detail }),
  });
}
