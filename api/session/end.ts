import { inTransaction } from '#db/connection/transaction.ts';
import { audit } from '#db/people/audit.ts';
import { endEntry } from '#db/people/entry.ts';
import { endSession } from '#db/people/sessions.ts';
import { deleteToken } from '#db/people/tokens.ts';
import { settlePresence } from '#db/presence/settle.ts';
import type { ApiDeps } from '../http/deps.ts';
import { ApiError } from '../errors/error.ts';

interface Ending {
  /** Who ended it, from where. */
  by: string;
  address: string;
}

/** Ends a session of somebody; throws NOT_FOUND when it is not theirs. */
export async function endOne(deps: ApiDeps, employeeId: string, id: string, { by, address }: Ending): Promise<void> {
  const { orm, pool } = deps.database;
  if (!(await endSession(await orm(), employeeId, id))) throw new ApiError('NOT_FOUND');
  await audit(pool, { kind: 'session_ended', employeeId: by, address, detail: { employee: employeeId, session: id } });
  await settleTabs(deps, employeeId);
}

/** Ends all by which somebody gets in without their password, but for one session. */
export async function endAll(
  deps: ApiDeps,
  employeeId: string,
  { by, address, but }: Ending & { but: string | null },
): Promise<void> {
  const { pool } = deps.database;
  const ended = await inTransaction(pool, (tx) => endEntry(tx, employeeId, but));
  await audit(pool, { kind: 'entry_ended', employeeId: by, address, detail: { employee: employeeId, ...ended } });
  await settleTabs(deps, employeeId);
}

/** The sessions' tabs went with them. */
async function settleTabs(deps: ApiDeps, employeeId: string): Promise<void> {
  const { moved } = await settlePresence(deps.database.pool, employeeId);
  if (moved) deps.notifier.notify('change', 'routing');
}

/** Ends a token of somebody; throws NOT_FOUND when it is not theirs. */
export async function endToken(
  { database }: ApiDeps,
  employeeId: string,
  token: string,
  { by, address }: Ending,
): Promise<void> {
  if (!(await deleteToken(await database.orm(), employeeId, token))) throw new ApiError('NOT_FOUND');
  await audit(database.pool, {
    kind: 'token_removed',
    employeeId: by,
    address,
    detail: { employee: employeeId, token },
  });
}
