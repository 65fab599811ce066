import { defineEntity, p } from '@mikro-orm/postgresql';
import { Client } from '#db/entities/client.ts';
import type { Input } from '#workflows/chat/vocabulary.ts';

const ChatInputSchema = defineEntity({
  name: 'ChatInput',
  properties: {
    id: p.bigint('number').primary(),
    client: () => p.manyToOne(Client).deleteRule('cascade'),
    chatId: p.uuid(),
    kind: p.text().$type<Input['kind']>(),
    messageId: p.uuid().nullable(),
    at: p.datetime(),
    facts: p.json<Record<string, unknown>>().default('{}'),
    relayedAt: p.datetime().nullable(),
    decidedAt: p.datetime().nullable(),
    attempts: p.integer().default(0),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [
    { properties: ['client', 'id'] },
    {
      name: 'chat_input_undecided_index',
      expression: 'create index chat_input_undecided_index on chat_input (client_id, id) where decided_at is null',
    },
  ],
});

/** The ordered queue of what a client's chat workflow has to be told. */
export class ChatInput extends ChatInputSchema.class {}
ChatInputSchema.setClass(ChatInput);
