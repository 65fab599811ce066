import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Kin } from '#db/decisions/lineage.ts';
import { Employee } from '#db/entities/employee.ts';
import { Client } from '#db/entities/client.ts';
import { Page } from '#db/entities/page.ts';
import type { Carried, ChatPhase, ChatStatus, Deadline, WindowReason } from '#workflows/chat/vocabulary.ts';

const ChatSchema = defineEntity({
  name: 'Chat',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    number: p.integer().unique().autoincrement(),
    client: () => p.manyToOne(Client).deleteRule('cascade'),
    page: () => p.manyToOne(Page).deleteRule('cascade'),
    status: p.text().$type<ChatStatus>().default('new'),
    phase: p.text().$type<ChatPhase>().default('open'),
    noContact: p.boolean().default(false),
    /** How many steps of the escalation it has taken in this wait. */
    rung: p.integer().default(0),
    /** Somebody leads it: kept by the database itself, for lists of those that nobody does. Null: it is in the bin. */
    led: p.boolean().nullable().default(false),
    unread: p.integer().default(0),
    waitingSince: p.datetime().nullable(),
    windowUntil: p.datetime().nullable(),
    /** After an advertisement Meta may take answers for longer. */
    windowPossibleUntil: p.datetime().nullable(),
    windowReason: p.text().$type<WindowReason>().nullable(),
    deadlines: p.json<Deadline[]>().default('[]'),
    finishedAt: p.datetime().nullable(),
    finishedBy: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    createdAt: p.datetime().defaultRaw('now()'),
    lastContactAt: p.datetime().defaultRaw('now()'),
    version: p.bigint('number').default(1),
    /** What the workflow carries, as of its `seq`-th saved decision: enough to start it again. */
    seq: p.integer().default(0),
    state: p.json<Carried>().nullable().lazy(),
    openedBy: p.text().nullable(),
    /** The last saves, each by its name and whose it was: the next one has to build on the newest. */
    trail: p.json<Kin[]>().nullable().lazy(),
  },
  indexes: [
    // What lists are cut out of: of each page, status and led or not, one order each.
    { name: 'chat_contact_index', properties: ['page', 'status', 'led', 'lastContactAt', 'number'] },
    {
      name: 'chat_number_index',
      expression: `create index chat_number_index on chat (page_id, status, led, number)
        include (last_contact_at, waiting_since)`,
    },
    {
      name: 'chat_created_index',
      expression: `create index chat_created_index on chat (page_id, status, led, created_at, number)
        include (last_contact_at)`,
    },
    {
      name: 'chat_waiting_index',
      expression: `create index chat_waiting_index on chat (page_id, status, led, waiting_since, number)
        include (last_contact_at) where waiting_since is not null`,
    },
    {
      name: 'chat_decided_index',
      expression: `create index chat_decided_index on chat (number) where status <> 'finished' and state is not null`,
    },
    {
      name: 'chat_deadline_index',
      expression: `create index chat_deadline_index on chat (((deadlines -> 0 ->> 'at')::float8))
        where status <> 'finished' and state is not null`,
    },
    {
      name: 'chat_asking_index',
      expression: `create index chat_asking_index on chat (page_id, number)
        where status <> 'finished' and phase <> 'open'`,
    },
    { properties: ['client', 'createdAt'] },
    {
      name: 'chat_open_unique',
      expression: `create unique index chat_open_unique on chat (client_id) where status <> 'finished'`,
    },
    {
      name: 'chat_opened_by_unique',
      expression: 'create unique index chat_opened_by_unique on chat (opened_by) where opened_by is not null',
    },
  ],
});

/** The read model of one request of a client; only the chat's workflow decides what stands in it. */
export class Chat extends ChatSchema.class {}
ChatSchema.setClass(Chat);

const ChatOperatorSchema = defineEntity({
  name: 'ChatOperator',
  properties: {
    chat: () => p.manyToOne(Chat).primary().deleteRule('cascade'),
    employee: () => p.manyToOne(Employee).primary().deleteRule('cascade'),
    since: p.datetime(),
    position: p.integer(),
    /** The chat was told that they are on leave, deactivated, or without access. */
    goneAt: p.datetime().nullable(),
    /** Of the chat, for an operator's own lists: kept by the database itself. */
    pageId: p.uuid().nullable(),
    number: p.integer().nullable(),
    createdAt: p.datetime().nullable(),
    /** Its last contact once it is finished. */
    contactAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'chat_operator_open_index',
      expression: `create index chat_operator_open_index on chat_operator (employee_id, page_id, (gone_at is null))
        include (number, created_at) where contact_at is null`,
    },
    {
      name: 'chat_operator_contact_index',
      expression: `create index chat_operator_contact_index on chat_operator (employee_id, page_id, contact_at, number)
        where contact_at is not null`,
    },
    {
      name: 'chat_operator_number_index',
      expression: `create index chat_operator_number_index on chat_operator (employee_id, page_id, number)
        include (contact_at) where contact_at is not null`,
    },
    {
      name: 'chat_operator_created_index',
      expression: `create index chat_operator_created_index on chat_operator (employee_id, page_id, created_at, number)
        include (contact_at) where contact_at is not null`,
    },
  ],
});

/** Who joined a chat; position 0 leads. */
export class ChatOperator extends ChatOperatorSchema.class {}
ChatOperatorSchema.setClass(ChatOperator);

const TimelineSchema = defineEntity({
  name: 'Timeline',
  tableName: 'timeline',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    chat: () => p.manyToOne(Chat).deleteRule('cascade'),
    seq: p.integer(),
    n: p.integer(),
    at: p.datetime(),
    kind: p.text(),
    by: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    about: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    reason: p.json<{ code: string; [fact: string]: unknown }>().nullable(),
    dueAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['chat', 'seq', 'n'] }],
  indexes: [
    {
      name: 'timeline_about_index',
      expression: 'create index timeline_about_index on timeline (about_id, at) where about_id is not null',
    },
  ],
});

/** One decision of a chat's workflow, with its reason. */
export class Timeline extends TimelineSchema.class {}
TimelineSchema.setClass(Timeline);

const DeletedChatSchema = defineEntity({
  name: 'DeletedChat',
  properties: {
    chat: () => p.oneToOne(Chat).primary().deleteRule('cascade'),
    at: p.datetime().defaultRaw('now()'),
    by: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    /** As it stood before. */
    status: p.text().$type<ChatStatus>(),
    /** Who were its operators, the first one led: of a deleted chat nobody is. */
    operators: p.json<{ id: string; since: string }[]>(),
  },
  indexes: [
    { name: 'deleted_chat_at_index', properties: ['at', 'chat'] },
    { name: 'deleted_chat_by_id_index', properties: ['by'] },
  ],
});

/** A chat in the bin. */
export class DeletedChat extends DeletedChatSchema.class {}
DeletedChatSchema.setClass(DeletedChat);
