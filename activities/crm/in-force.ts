import type { Pool } from 'pg';
import { findNeighbour, SECRET_PLACE } from '#db/neighbour/keep.ts';
import { noticeFailing, noticeWell } from '#db/neighbour/watch.ts';
import type { Keyring } from '#platform/keyring.ts';
import { CallFailed, type Neighbour } from './call.ts';
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

/** The other one; null: it is off. Whether it answers is noted for admins. */
export async function neighbourInForce(deps: CrmDeps): Promise<Crm | null> {
  const neighbour = await neighbourOn(deps);
  if (!neighbour) return null;
  const crm = httpCrm(neighbour, deps.crm);
  const watch = <T>(asked: Promise<T>): Promise<T> => watched(deps.pool, asked);
  return {
    findPerson: (who) => watch(crm.findPerson(who)),
    createLead: (key, lead) => watch(crm.createLead(key, lead)),
    createOrder: (key, order) => watch(crm.createOrder(key, order)),
    listDocuments: (personId) => watch(crm.listDocuments(personId)),
    writeLinkBack: (record, chat) => watch(crm.writeLinkBack(record, chat)),
  };
}

/** Where it is and what calls to it are signed with; null: it is off. */
export async function neighbourOn({ pool, keyring }: Omit<CrmDeps, 'crm'>): Promise<Neighbour | null> {
  const row = await findNeighbour(pool);
  return row?.isOn ? { url: row.url, secret: keyring.open(row.sealedSecret, SECRET_PLACE) } : null;
}

async function watched<T>(pool: Pool, asked: Promise<T>): Promise<T> {
  try {
    const answer = await asked;
    await noticeWell(pool);
    return answer;
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    // It answers, and does not want this one: whoever asked says so.
    if (refusesThisOne(error)) await noticeWell(pool);
    else await noticeFailing(pool, error);
    throw error;
  }
}

/** What it says of what was asked, and not of who asks or how it is itself. */
const OF_THIS_ONE: readonly (number | null)[] = [400, 409, 410, 413, 422];

export const refusesThisOne = ({ reason, status }: CallFailed): boolean =>
  reason === 'refused' && OF_THIS_ONE.includes(status);
