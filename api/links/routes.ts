import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { matchContacts } from '#db/contacts/match.ts';
import { findLinkedContact } from '#db/contacts/read.ts';
import { leadFromChat, linkedLeads, linkLead, matchLeads, unlinkLead } from '#db/leads/links.ts';
import { isRefused } from '#db/records/parts.ts';
import { allow, me } from '../access/allow.ts';
import { note } from '../access/note.ts';
import { linkContactOf } from '../contacts/link-routes.ts';
import { reachedBy } from '../contacts/read-parts.ts';
import { toContact, toMatch } from '../contacts/schema.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { newLead, toLead } from '../leads/schema.ts';
import { notTaken } from '../records/fields.ts';
import { operations } from './operations.ts';
import { linkPath, toLeadMatch, toLinkedLead } from './schema.ts';

/** What the client of a chat is linked to. */
export const chatLinks = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/:number/links', allow('chat_reader', deps), describe(operations.list), async (c) =>
      c.json(await linksOf(deps, c)),
    )
    .put(
      '/:number/links/:kind/:id',
      allow('chat_writer', deps),
      describe(operations.link),
      check('param', linkPath),
      async (c) => c.json(await link(deps, c, c.req.valid('param'))),
    )
    .delete(
      '/:number/links/:kind/:id',
      allow('chat_writer', deps),
      describe(operations.unlink),
      check('param', linkPath),
      async (c) => c.json(await unlink(deps, c, c.req.valid('param'))),
    )
    .post(
      '/:number/leads',
      allow('chat_writer', deps),
      describe(operations.makeLead),
      check('json', newLead),
      async (c) => c.json(await makeLead(deps, c, c.req.valid('json')), 201),
    );

async function linksOf({ database }: ApiDeps, c: Context<ApiEnv>) {
  const { id, clientId } = c.get('chat');
  const { pool } = database;
  const [contact, leads, contacts, others] = await Promise.all([
    findLinkedContact(pool, clientId),
    linkedLeads(pool, clientId),
    matchContacts(pool, id),
    matchLeads(pool, id),
  ]);
  const unlinked = contacts.filter((match) => match.id !== contact?.id);
  return {
    contact: contact && toContact(contact),
    leads: leads.map(toLinkedLead),
    suggestions: { contacts: unlinked.map(toMatch), leads: others.map(toLeadMatch) },
  };
}

type Which = Pick<z.infer<typeof linkPath>, 'kind' | 'id'>;

async function link(deps: ApiDeps, c: Context<ApiEnv>, { kind, id }: Which) {
  const { clientId, number } = c.get('chat');
  if (kind === 'contact') {
    await linkContactOf(deps, c, id);
    return linksOf(deps, c);
  }
  if (!(await linkLead(deps.database.pool, clientId, id, me(c).employee.id))) throw new ApiError('NOT_FOUND');
  await note(deps, c, 'lead_linked', { lead: id, chat: number });
  return linksOf(deps, c);
}

/** What is not linked cannot be taken away: somebody else was faster, or it is another's. */
async function unlink(deps: ApiDeps, c: Context<ApiEnv>, { kind, id }: Which) {
  const { clientId, number } = c.get('chat');
  const { pool } = deps.database;
  if (kind === 'contact') {
    if ((await findLinkedContact(pool, clientId))?.id !== id) throw new ApiError('NOT_FOUND');
    await linkContactOf(deps, c, null);
    return linksOf(deps, c);
  }
  if (!(await unlinkLead(pool, clientId, id))) throw new ApiError('NOT_FOUND');
  await note(deps, c, 'lead_unlinked', { lead: id, chat: number });
  return linksOf(deps, c);
}

async function makeLead(deps: ApiDeps, c: Context<ApiEnv>, given: z.infer<typeof newLead>) {
  const { phone = null, email = null } = await reachedBy(deps, given);
  const made = await leadFromChat(deps.database.pool, c.get('chat'), { ...given, phone, email }, me(c).employee.id);
  if (isRefused(made)) throw notTaken(made);
  await note(deps, c, 'lead_added', { lead: made.id, chat: c.get('chat').number });
  return toLead(made);
}
