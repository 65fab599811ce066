import { defineEntity, p } from '@mikro-orm/postgresql';

/**
 * Which chats are counted together. `employeeId` empty: all of a page by status and whether anybody leads them; else
 * those of an operator, of which the status is `open` or `finished`.
 */
const KIND = { pageId: p.uuid(), employeeId: p.text(), status: p.text(), led: p.boolean(), n: p.integer() };

const ChatCountSchema = defineEntity({
  name: 'ChatCount',
  properties: {
    pageId: p.uuid().primary(),
    employeeId: p.text().primary(),
    status: p.text().primary(),
    led: p.boolean().primary(),
    n: p.integer(),
  },
});

/** How many chats there are of a kind, without what stands in `chat_count_delta`. */
export class ChatCount extends ChatCountSchema.class {}
ChatCountSchema.setClass(ChatCount);

const ChatCountDeltaSchema = defineEntity({
  name: 'ChatCountDelta',
  properties: { id: p.bigint('number').primary().autoincrement(), ...KIND },
});

/** One chat more, or less: written by the database itself with each change, added up a moment later. */
export class ChatCountDelta extends ChatCountDeltaSchema.class {}
ChatCountDeltaSchema.setClass(ChatCountDelta);
