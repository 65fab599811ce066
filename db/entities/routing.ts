import { defineEntity, p } from '@mikro-orm/postgresql';
import { Chat } from '#db/entities/chat.ts';
import { Employee } from '#db/entities/employee.ts';
import { Page } from '#db/entities/page.ts';
import type { AskKind, Choice, ChosenCode, NobodyCode, Policy, Question } from '#workflows/routing/vocabulary.ts';

/** `granted`: the chat was not heard yet; `joined`: it took the operator; `void`: it needed none any more. */
export type RecordState = 'granted' | 'joined' | 'void' | 'nobody';

const RoutingPolicySchema = defineEntity({
  name: 'RoutingPolicy',
  properties: {
    /** SHA-256 of what it says. */
    hash: p.text().primary(),
    policy: p.json<Policy>(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** The settings by which operators were chosen, once for all choices made by them. */
export class RoutingPolicy extends RoutingPolicySchema.class {}
RoutingPolicySchema.setClass(RoutingPolicy);

const RoutingRecordSchema = defineEntity({
  name: 'RoutingRecord',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    chat: () => p.manyToOne(Chat).deleteRule('cascade'),
    page: () => p.manyToOne(Page).deleteRule('cascade'),
    /** Counts how often the chat sought an operator. */
    ask: p.integer(),
    kind: p.text().$type<AskKind>(),
    at: p.datetime(),
    code: p.text().$type<ChosenCode | NobodyCode>(),
    employee: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    ruleId: p.text().nullable(),
    state: p.text().$type<RecordState>(),
    question: p.json<Omit<Question, 'policy'>>(),
    policyHash: () => p.manyToOne(RoutingPolicy).fieldName('policy_hash').deleteRule('no action'),
    choice: p.json<Choice>(),
    /** What a draft beside the published settings would have chosen. */
    shadow: p.json<{ scope: string; revision: number; choice: Choice; rule: string | null }>().nullable(),
  },
  indexes: [
    { properties: ['chat', 'at'] },
    { properties: ['page', 'at'] },
    { properties: ['at'] },
    { properties: ['policyHash'] },
    {
      name: 'routing_record_granted_unique',
      expression: `create unique index routing_record_granted_unique on routing_record (chat_id, ask)
        where state in ('granted', 'joined')`,
    },
    {
      name: 'routing_record_pending_index',
      expression: `create index routing_record_pending_index on routing_record (employee_id) where state = 'granted'`,
    },
  ],
});

/** One choice of an operator with all it depended on: the pure function gives the same again. */
export class RoutingRecord extends RoutingRecordSchema.class {}
RoutingRecordSchema.setClass(RoutingRecord);

const RoutingTurnSchema = defineEntity({
  name: 'RoutingTurn',
  properties: {
    page: () => p.manyToOne(Page).primary().deleteRule('cascade'),
    /** A rule's id, `page`, or `team/<id>`; a shadow's begin with `shadow/`. */
    pool: p.text().primary(),
    employee: () => p.manyToOne(Employee).primary().deleteRule('cascade'),
    turn: p.bigint('number'),
  },
});

/** Number of the last turn of somebody in a pool: who has the smallest is next. */
export class RoutingTurn extends RoutingTurnSchema.class {}
RoutingTurnSchema.setClass(RoutingTurn);
