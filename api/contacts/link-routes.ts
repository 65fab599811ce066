import { Hono } from 'hono';
import { z } from 'zod';
import { findChat } from '#db/chats/read.ts';
import { acceptLink } from '#db/contacts/link.ts';
import { matchContacts } from '#db/contacts/match.ts';
import { findLinkedContact } from '#db/contacts/read.ts';
import { allow, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { chatSchema, toChat } from '../chats/schema.ts';
import { chatContacts, toContact, toMatch } from './schema.ts';

/** Who the client of a chat is among the contacts. */
export const contactLink = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/:number/contacts',
      allow('chat_reader', deps),
      describe({
        tag: 'Contacts',
        summary: 'The linked contact, and those with the same phone or e-mail',
        answers: { 200: chatContacts },
      }),
      async (c) => {
        const { clientId, id } = c.get('chat');
        const [linked, matches] = await Promise.all([
          findLinkedContact(deps.database.pool, clientId),
          matchContacts(deps.database.pool, id),
        ]);
        return c.json({ linked: linked && toContact(linked), matches: matches.map(toMatch) });
      },
    )
    .put(
      '/:number/contact-link',
      allow('chat_writer', deps),
      describe({
        tag: 'Contacts',
        summary: 'Settle who the client is; `null` takes the link away',
        description:
          'Accepted at once, also while the chat engine is away. The link is of the client: their next chats have it too.',
        answers: { 200: chatSchema },
        errors: ['CHAT_FINISHED', 'UNKNOWN_CONTACT'],
      }),
      check('json', z.object({ contactId: z.uuid().nullable() })),
      async (c) => {
        const chat = c.get('chat');
        const { contactId } = c.req.valid('json');
        const by = me(c).employee.id;
        const { id: chatId, clientId, pageId } = chat;
        const linked = await acceptLink(deps.database.pool, { chatId, clientId, pageId, contactId, by });
        if (linked === 'CHAT_FINISHED' || linked === 'UNKNOWN_CONTACT') throw new ApiError(linked);
        if (linked === 'linked') deps.notifier.notify('inbox', 'change');
        return c.json(toChat((await findChat(deps.database.pool, chat.number, null)) ?? chat));
      },
    );
