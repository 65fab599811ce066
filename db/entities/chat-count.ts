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

/** Finer ones: by the day of the last contact, the day it began, 4,096 numbers in a row, and who waits. */
const PLACE = {
  contactDay: p.integer(),
  createdDay: p.integer(),
  block: p.integer(),
  waits: p.boolean().default(false),
};

const ChatPlaceSchema = defineEntity({
  name: 'ChatPlace',
  properties: {
    employeeId: p.text().primary(),
    pageId: p.uuid().primary(),
    status: p.text().primary(),
    led: p.boolean().primary(),
    contactDay: p.integer().primary(),
    createdDay: p.integer().primary(),
    block: p.integer().primary(),
    waits: p.boolean().primary().default(false),
    n: p.integer(),
  },
  indexes: [
    {
      name: 'chat_place_day_index',
      expression: `create index chat_place_day_index on chat_place (employee_id, contact_day)
        include (page_id, status, led, created_day, block, waits, n)`,
    },
    {
      name: 'chat_place_empty_index',
      expression: 'create index chat_place_empty_index on chat_place (employee_id) where n = 0',
    },
  ],
});

/**
 * How many chats of a kind stand where in the orders of lists, without what stands in `chat_place_delta`. Of an
 * operator only those that are finished: the open ones are few.
 */
export class ChatPlace extends ChatPlaceSchema.class {}
ChatPlaceSchema.setClass(ChatPlace);

const ChatPlaceDeltaSchema = defineEntity({
  name: 'ChatPlaceDelta',
  properties: { id: p.bigint('number').primary().autoincrement(), ...KIND, ...PLACE },
});

/** The same as of counts: one more, or less. */
export class ChatPlaceDelta extends ChatPlaceDeltaSchema.class {}
ChatPlaceDeltaSchema.setClass(ChatPlaceDelta);
