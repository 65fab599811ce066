import { Hono } from 'hono';
import { z } from 'zod';
import { CHAT_ORDERS, type ChatFilter } from '#db/chats/list.ts';
import { markSeen } from '#db/outbox/accept-reply.ts';
import { listColleagues } from '#db/people/colleagues.ts';
import { allow, me, viewerOf } from '../access/allow.ts';
import type { Signed } from '../access/auth.ts';
import { inLine } from '../access/line.ts';
import { walkTimeline } from '../messages/walk.ts';
import { walkChats } from './walk.ts';
import { cursorQuery } from '../http/cursor.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { askChat } from '../engine/ask.ts';
import { chatSchema, chatStatus, toChat } from './schema.ts';
import { asList, asWholeList, listOf, pageQuery, person, plainText, walkOf } from '../http/fields.ts';
import { entrySchema, toEntry } from './entry-schema.ts';

const ONE = `(${chatStatus.options.join('|')})`;
const statuses = z
  .string()
  .regex(new RegExp(`^(${ONE}(,${ONE})*)?$`))
  .transform((list) => list.split(',').filter((word) => word !== ''))
  .pipe(z.array(chatStatus));

const filter = pageQuery.extend(cursorQuery.shape).extend({
  status: statuses.optional().describe('Comma separated.'),
  pageId: z.uuid().optional(),
  operatorId: plainText.max(100).optional().describe('An id, `me`, or `none`.'),
  q: z.string().max(200).default('').describe('Name, number, page or words of a message.'),
  from: z.iso.datetime({ offset: true }).optional().describe('Last contact at or after.'),
  to: z.iso.datetime({ offset: true }).optional(),
  sort: z.enum(Object.keys(CHAT_ORDERS) as [keyof typeof CHAT_ORDERS]).default('lastContactAt'),
  order: z.enum(['asc', 'desc']).default('desc'),
});

/** The chats a person may see, and what they ask of one. */
export const chats = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/',
      allow('signed_in', deps),
      describe({
        tag: 'Chats',
        summary: 'Chats, newest contact first',
        description:
          'Whoever wants all of them takes `next` as the `cursor` of the following page until it is null: then each chat is told once, however chats move, finish or come meanwhile. Numbers of pages shift with every message. For tens of thousands sort by `number`, which never changes.',
        answers: { 200: walkOf(chatSchema) },
      }),
      inLine('list'),
      check('query', filter),
      async (c) => {
        const query = c.req.valid('query');
        const { rows, total, next } = await walkChats(deps.database.pool, toFilter(query, me(c)), query);
        return c.json({ ...asList(rows.map(toChat), total, query), next });
      },
    )
    .get(
      '/:number',
      allow('chat_reader', deps),
      describe({ tag: 'Chats', summary: 'One chat', answers: { 200: chatSchema } }),
      (c) => c.json(toChat(c.get('chat'))),
    )
    .put(
      '/:number/status',
      allow('chat_writer', deps),
      describe({
        tag: 'Chats',
        summary: 'Set *in progress*, or finish',
        description: "Asked of the chat's workflow, after every answer that was accepted before.",
        answers: { 200: chatSchema },
        errors: ['CHAT_FINISHED', 'ENGINE_UNAVAILABLE', 'MAY_STILL_HAPPEN'],
      }),
      check('json', z.object({ status: z.enum(['in_progress', 'finished']) })),
      async (c) => {
        const request = {
          kind: 'change_status' as const,
          chatId: c.get('chat').id,
          by: me(c).employee.id,
          at: Date.now(),
          to: c.req.valid('json').status,
        };
        return c.json(toChat(await askChat(deps, c.get('chat'), request)));
      },
    )
    .put(
      '/:number/seen',
      allow('chat_writer', deps),
      describe({
        tag: 'Chats',
        summary: 'An operator of the chat has seen it',
        description: 'Only then the unread count falls to zero.',
        answers: { 204: null },
      }),
      async (c) => {
        if (await markSeen(deps.database.pool, c.get('chat').id, me(c).employee.id)) deps.notifier.notify('change');
        return c.body(null, 204);
      },
    )
    .get(
      '/:number/colleagues',
      allow('chat_reader', deps),
      describe({
        tag: 'Chats',
        summary: 'Who may be added as operator',
        answers: { 200: listOf(person) },
      }),
      async (c) => c.json(asWholeList(await listColleagues(deps.database.pool, c.get('chat').pageId))),
    )
    .get(
      '/:number/timeline',
      allow('chat_reader', deps),
      describe({
        tag: 'Chats',
        summary: 'What the chat decided and why, oldest first',
        description: '`next` is the `cursor` of the following page; null at the end.',
        answers: { 200: walkOf(entrySchema) },
      }),
      check('query', pageQuery.extend(cursorQuery.shape)),
      async (c) => {
        const query = c.req.valid('query');
        const { rows, total, next } = await walkTimeline(deps.database.pool, c.get('chat').id, query);
        return c.json({ ...asList(rows.map(toEntry), total, query), next });
      },
    );

function toFilter(query: z.infer<typeof filter>, signed: Signed): Omit<ChatFilter, 'seen' | 'after'> {
  return {
    viewer: viewerOf(signed),
    status: query.status ?? [],
    pageId: query.pageId ?? null,
    operatorId: query.operatorId === 'me' ? signed.employee.id : (query.operatorId ?? null),
    q: query.q.replaceAll('\u0000', '').trim(),
    from: query.from ? new Date(query.from) : null,
    to: query.to ? new Date(query.to) : null,
    sort: query.sort,
    order: query.order,
    limit: query.pageSize,
    offset: (query.page - 1) * query.pageSize,
  };
}
