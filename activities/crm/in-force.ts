import type { Pool } from 'pg';
import { findNeighbour, SECRET_PLACE } from '#db/neighbour/keep.ts';
import type { Keyring } from '#platform/keyring.ts';
import type { Crm } from './crm.ts';
import { httpCrm, type HttpSettings } from './http.ts';
import { ownCrm } from './own.ts';

export interface CrmDeps {
  pool: Pool;
  keyring: Keyring;
  crm: HttpSettings;
}

/** Which CRM is asked now: the company's other one where it is on, else ours. */
export const crmInForce = async (deps: CrmDeps): Promise<Crm> => (await neighbourInForce(deps)) ?? ownCrm(deps.pool);

/** The other one; null: it is off. */
export async function neighbourInForce({ pool, keyring, crm }: CrmDeps): Promise<Crm | null> {
  const row = await findNeighbour(pool);
  if (!row?.isOn) return null;
  return httpCrm({ url: row.url, secret: keyring.open(row.sealedSecret, SECRET_PLACE) }, crm);
}
