import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { acceptLink } from '#db/contacts/link.ts';
import { matchContacts } from '#db/contacts/match.ts';
import { findLinkedContact } from '#db/contacts/read.ts';
import { allow, me } from '../access/allow.ts';
import { wholeChat } from '../chats/whole.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { toChat } from '../chats/schema.ts';
import { operations } from './operations.ts';
import { toContact, toMatch } from './schema.ts';

const newLink = z.object({ contactId: z.uuid().nullable() });

/** Who the client of a chat is among the contacts. */
export const contactLink = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/:number/contacts', allow('chat_reader', deps), describe(operations.ofChat), async (c) =>
      c.json(await ofChat(deps, c)),
    )
    .put(
      '/:number/contact-link',
      allow('chat_writer', deps),
      describe(operations.link),
      check('json', newLink),
      async (c) => c.json(await linkContactOf(deps, c, c.req.valid('json').contactId)),
    );

async function ofChat({ database }: ApiDeps, c: Context<ApiEnv>) {
  const { clientId, id } = c.get('chat');
  const [linked, matches] = await Promise.all([
    findLinkedContact(database.pool, clientId),
    matchContacts(database.pool, id),
  ]);
  return { linked: linked && toContact(linked), matches: matches.map(toMatch) };
}

/** Settles who the client is, or that none of the contacts is. */
export async function linkContactOf(deps: ApiDeps, c: Context<ApiEnv>, contactId: string | null) {
  const chat = c.get('chat');
  const { pool } = deps.database;
  const { id: chatId, clientId, pageId } = chat;
  const linked = await acceptLink(pool, { chatId, clientId, pageId, contactId, by: me(c).employee.id });
  if (linked === 'CHAT_FINISHED' || linked === 'UNKNOWN_CONTACT') throw new ApiError(linked);
  if (linked === 'linked') deps.notifier.notify('inbox', 'change');
  return toChat(await wholeChat(deps, chat));
}
