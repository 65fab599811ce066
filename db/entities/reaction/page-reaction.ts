import { defineEntity, p } from '@mikro-orm/postgresql';
import { Client } from '#db/entities/client.ts';
import { Employee } from '#db/entities/employee.ts';
import { Message } from '#db/entities/message.ts';
import { Page } from '#db/entities/page.ts';

export const REACTION_STATES = ['queued', 'sending', 'sent', 'failed'] as const;
export type ReactionState = (typeof REACTION_STATES)[number];

const PageReactionSchema = defineEntity({
  name: 'PageReaction',
  properties: {
    message: () => p.oneToOne(Message).primary().deleteRule('cascade'),
    client: () => p.manyToOne(Client).deleteRule('cascade'),
    page: () => p.manyToOne(Page).deleteRule('cascade'),
    /** null: put there in Meta's own inbox. */
    author: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    /** The sign that is wanted; null: none. */
    emoji: p.text().nullable(),
    /** The one that Meta has. */
    sentEmoji: p.text().nullable(),
    at: p.datetime(),
    /** Counts what was wished: a result belongs to the wish it was sent for. */
    wish: p.integer().default(1),
    state: p.text().$type<ReactionState>(),
    reasonCode: p.text().nullable(),
    attempts: p.integer().default(0),
    nextTryAt: p.datetime().nullable(),
    sendingAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'page_reaction_outbox_index',
      expression: `create index page_reaction_outbox_index on page_reaction (page_id, at)
        where state in ('queued', 'sending')`,
    },
  ],
});

/** The sign the page put to a message, and how it goes on its way; the client's stands in the message. */
export class PageReaction extends PageReactionSchema.class {}
PageReactionSchema.setClass(PageReaction);
