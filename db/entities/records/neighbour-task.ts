import { defineEntity, p } from '@mikro-orm/postgresql';
import { Chat } from '#db/entities/chat.ts';
import { Employee } from '#db/entities/employee.ts';
import { StoredFile } from '#db/entities/file.ts';
import { Message } from '#db/entities/message.ts';

/** `made`: it is there, or its file is here, and neither side knows of the other yet; `withdrawn`: by a person. */
export type TaskState = 'waiting' | 'made' | 'over' | 'refused' | 'withdrawn';
export const TASK_KINDS = ['lead', 'order', 'document'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

const NeighbourTaskSchema = defineEntity({
  name: 'NeighbourTask',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    chat: () => p.manyToOne(Chat).deleteRule('cascade').index(),
    author: () => p.manyToOne(Employee).deleteRule('cascade'),
    kind: p.text().$type<TaskKind>(),
    /** The same key from the same author is the same task. */
    key: p.text(),
    asked: p.json(),
    state: p.text().$type<TaskState>().default('waiting'),
    /** What it is called at the CRM, and where it stands. */
    outcome: p.json().nullable(),
    /** Why it is not there, as of the last try, and with which status the CRM answered. */
    problem: p.text().nullable(),
    problemStatus: p.integer().nullable(),
    /** Of a document. */
    file: () => p.manyToOne(StoredFile).nullable().deleteRule('set null').index(),
    message: () => p.manyToOne(Message).nullable().deleteRule('set null').index(),
    createdAt: p.datetime().defaultRaw('now()'),
    updatedAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [
    {
      name: 'neighbour_task_key_unique',
      expression: 'create unique index neighbour_task_key_unique on neighbour_task (author_id, key)',
    },
    {
      name: 'neighbour_task_under_way_index',
      expression: `create index neighbour_task_under_way_index on neighbour_task (created_at)
        where state in ('waiting', 'made')`,
    },
  ],
});

/** That a person asked something of the company's other CRM out of a chat. */
export class NeighbourTask extends NeighbourTaskSchema.class {}
NeighbourTaskSchema.setClass(NeighbourTask);
