import type { Context } from 'hono';
import type { z } from 'zod';
import { matchContacts } from '#db/contacts/match.ts';
import { findLinkedContact } from '#db/contacts/read.ts';
import { leadFromChat, linkedLeads, matchLeads } from '#db/leads/links.ts';
import { findNeighbour } from '#db/neighbour/keep.ts';
import { outsideRecords, tasksShown } from '#db/neighbour/shown.ts';
import { orderSourceOf } from '#db/orders/source.ts';
import { linkedOrders, matchOrders, orderFromChat } from '#db/orders/links.ts';
import type { WhichRecord } from '#db/records/history.ts';
import { linkRecord, unlinkRecord } from '#db/records/links.ts';
import { isRefused } from '#db/records/parts.ts';
import { me } from '../access/allow.ts';
import { note } from '../access/note.ts';
import { linkContactOf } from '../contacts/link-routes.ts';
import { reachedBy } from '../contacts/read-parts.ts';
import { toContact, toMatch } from '../contacts/schema.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { type newLead, toLead } from '../leads/schema.ts';
import { toOrder } from '../orders/schema.ts';
import { notTaken } from '../records/fields.ts';
import { toTask } from '../outside/schema.ts';
import { type linkPath, type orderOfChat, toLeadMatch, toLinkedLead, toLinkedOrder, toOrderMatch } from './schema.ts';

export async function linksOf({ database }: ApiDeps, c: Context<ApiEnv>) {
  const { id, clientId, pageId } = c.get('chat');
  const { pool } = database;
  const [contact, leads, orders, contacts, otherLeads, otherOrders, orderSource, ...rest] = await Promise.all([
    findLinkedContact(pool, clientId),
    linkedLeads(pool, clientId),
    linkedOrders(pool, clientId),
    matchContacts(pool, id),
    matchLeads(pool, id),
    matchOrders(pool, id),
    orderSourceOf(pool, pageId),
    outsideRecords(pool, clientId),
    tasksShown(pool, clientId),
    findNeighbour(pool),
  ]);
  const [outside, tasks, neighbour] = rest;
  const unlinked = contacts.filter((match) => match.id !== contact?.id);
  return {
    contact: contact && toContact(contact),
    leads: leads.map(toLinkedLead),
    orders: orders.map(toLinkedOrder),
    orderSource,
    outside: outside.map(({ at, ...record }) => ({ ...record, at: at.toISOString() })),
    asked: tasks.map(toTask),
    neighbour: neighbour?.isOn ? new URL(neighbour.url).hostname : null,
    suggestions: {
      contacts: unlinked.map(toMatch),
      leads: otherLeads.map(toLeadMatch),
      orders: otherOrders.map(toOrderMatch),
    },
  };
}

type Which = Pick<z.infer<typeof linkPath>, 'kind' | 'id'>;

export async function link(deps: ApiDeps, c: Context<ApiEnv>, { kind, id }: Which) {
  if (kind !== 'contact') return linkTheRecord(deps, c, { kind, id }, false);
  await linkContactOf(deps, c, id);
  return linksOf(deps, c);
}

/** `isMain`: from now on it is the one that is meant. */
export async function linkTheRecord(deps: ApiDeps, c: Context<ApiEnv>, record: WhichRecord, isMain: boolean) {
  const { clientId, number } = c.get('chat');
  const linked = await linkRecord(deps.database.pool, record, { clientId, by: me(c).employee.id }, isMain);
  if (!linked) throw new ApiError('NOT_FOUND');
  deps.notifier.notify('change');
  await note(deps, c, `${record.kind}_linked`, { [record.kind]: record.id, chat: number });
  return linksOf(deps, c);
}

/** What is not linked cannot be taken away: somebody else was faster, or it is another's. */
export async function unlink(deps: ApiDeps, c: Context<ApiEnv>, { kind, id }: Which) {
  const { clientId, number } = c.get('chat');
  const { pool } = deps.database;
  if (kind === 'contact') {
    if ((await findLinkedContact(pool, clientId))?.id !== id) throw new ApiError('NOT_FOUND');
    await linkContactOf(deps, c, null);
    return linksOf(deps, c);
  }
  if (!(await unlinkRecord(pool, { kind, id }, clientId))) throw new ApiError('NOT_FOUND');
  deps.notifier.notify('change');
  await note(deps, c, `${kind}_unlinked`, { [kind]: id, chat: number });
  return linksOf(deps, c);
}

export async function makeLead(deps: ApiDeps, c: Context<ApiEnv>, given: z.infer<typeof newLead>) {
  await refuseBeside(deps);
  const { phone = null, email = null } = await reachedBy(deps, given);
  const made = await leadFromChat(deps.database.pool, c.get('chat'), { ...given, phone, email }, me(c).employee.id);
  if (isRefused(made)) throw notTaken(made);
  deps.notifier.notify('change');
  await note(deps, c, 'lead_added', { lead: made.id, chat: c.get('chat').number });
  return toLead(made);
}

/** Where nothing is said of its source, it has the one of the settings. */
export async function makeOrder(deps: ApiDeps, c: Context<ApiEnv>, given: z.infer<typeof orderOfChat>) {
  await refuseBeside(deps);
  const { pool } = deps.database;
  const { pageId } = c.get('chat');
  const sourceId = given.sourceId === undefined ? ((await orderSourceOf(pool, pageId))?.id ?? null) : given.sourceId;
  const made = await orderFromChat(pool, c.get('chat'), { ...given, sourceId }, me(c).employee.id);
  if (isRefused(made)) throw notTaken(made);
  deps.notifier.notify('change');
  await note(deps, c, 'order_added', { order: made.id, chat: c.get('chat').number });
  return toOrder(made);
}

/** While the company's other CRM is on they are asked of it (`api/outside`). */
async function refuseBeside({ database }: ApiDeps): Promise<void> {
  if ((await findNeighbour(database.pool))?.isOn) throw new ApiError('NEIGHBOUR_ON');
}
