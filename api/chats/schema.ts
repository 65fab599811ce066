import { z } from 'zod';
import type { ChatRow } from '#db/chats/row.ts';
import type { SiblingRow } from '#db/chats/siblings.ts';
import { DEADLINES, readDeadlines } from '#workflows/chat/vocabulary.ts';
import { AUTOMATIC_MESSAGES } from '#workflows/settings/vocabulary.ts';
import { NOBODY } from '../routing/assignment-codes.ts';
import { moment, moments, person } from '../http/fields.ts';

export const chatStatus = z.enum(['new', 'answered', 'in_progress', 'finished']);
export const messageState = z.enum([
  'received',
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'held',
  'unknown',
]);
export const messageKind = z
  .enum([
    'text',
    'attachment',
    'postback',
    'referral',
    'form',
    'call',
    'event',
    'unsupported',
    'unsent',
    ...AUTOMATIC_MESSAGES,
  ])
  .describe(
    'Of an automatic message: which one it is. form: answers of a form; event: what was done at Messenger beside ' +
      'speaking; unsupported: of a kind that cannot ' +
      'be shown; unsent: the client took it back.',
  );
export const messageVia = z
  .enum(['desk', 'meta_inbox', 'other_app', 'client', 'automatic'])
  .describe(
    "meta_inbox: answered by a person in Meta's own inbox; other_app: another application said it; " +
      'automatic: the chat said it by itself.',
  );
export const chatPhase = z
  .enum(['collecting_phone', 'collecting_email', 'open'])
  .describe("Whether the client's request was handed over, or which part of their contact is still being asked for.");
const direction = z.enum(['in', 'out']);

export const chatSchema = z.object({
  number: z.number().int(),
  status: chatStatus,
  phase: chatPhase,
  noContact: z.boolean().describe('Handed over although the contact that is required was not given.'),
  phone: z.string().nullable().describe('E.164.'),
  email: z.string().nullable(),
  client: z.object({ id: z.string(), firstName: z.string(), lastName: z.string() }),
  page: person,
  operators: z.array(person).describe('The first one leads.'),
  contact: z
    .object({ id: z.string(), name: z.string(), segment: z.string(), manager: person.nullable() })
    .nullable()
    .describe('Who the client is among the contacts.'),
  lead: z
    .object({ id: z.string(), number: z.number().int(), name: z.string() })
    .nullable()
    .describe('The last lead that the client is linked to, an open one before others.'),
  createdAt: moment,
  lastContactAt: moment,
  unread: z.number().int(),
  waitingSince: moment.nullable().describe("The client's first unanswered message."),
  lastMessage: z
    .object({
      id: z.string(),
      direction,
      via: messageVia,
      text: z.string().describe('Its first 300 characters.'),
      kind: messageKind,
      state: messageState,
      at: moment,
      reason: z.string().nullable().describe('Code of why it failed, is held or unknown.'),
      attachment: z.string().nullable().describe('Type of its first attachment.'),
      authorId: z.string().nullable(),
    })
    .nullable(),
  clientSaid: z
    .object({
      kind: messageKind,
      text: z.string().describe('Its first 300 characters.'),
      attachment: z.string().nullable().describe('Type of its first attachment.'),
      at: moment,
    })
    .nullable()
    .describe("The client's last message, whoever spoke after them."),
  held: z.boolean().describe('An answer is held back until its page can send again.'),
  window: z
    .object({
      until: moment,
      reason: z.enum(['message', 'postback', 'referral', 'reaction']),
      possible: z
        .object({ until: moment, reason: z.literal('ad') })
        .nullable()
        .describe('After an advertisement: until then Meta may take answers, and refuses them when it does not.'),
    })
    .nullable()
    .describe("Meta's right to answer: certain until then."),
  deadlines: z.array(z.object({ kind: z.enum(DEADLINES), at: moment })),
  waiting: z
    .object({
      since: moment,
      reason: z.enum([...NOBODY, 'seeking', 'collecting', 'answered', 'not_decided']),
      recordId: z.string().nullable().describe('The assignment that tells why nobody was chosen.'),
    })
    .nullable()
    .describe('Why it has no operator; null where it has one, or is finished.'),
  rung: z.number().int().describe('How many steps of the ladder it has gone up in this wait.'),
  version: z.number().int().describe('Grows with each change of the chat.'),
  finishedAt: moment.nullable(),
  deleted: z
    .object({ at: moment, by: person.nullable().describe('Null: of nobody who is still there.') })
    .nullable()
    .describe('It is in the bin, out of every list. Its status is `finished`, whatever it was before.'),
});

export type ChatBody = z.infer<typeof chatSchema>;

/** Another chat of the same client. */
export const siblingSchema = chatSchema.extend({
  begins: z.string().nullable().describe("The first 120 characters of the client's first words in it."),
});

export function toSibling(row: SiblingRow): z.infer<typeof siblingSchema> {
  return { ...toChat(row), begins: row.begins };
}

export function toChat(row: ChatRow): ChatBody {
  const { lastMessage: last, clientSaid: said } = row;
  return {
    number: row.number,
    status: row.status,
    phase: row.phase,
    noContact: row.noContact,
    phone: row.phone,
    email: row.email,
    client: { id: row.clientId, firstName: row.firstName, lastName: row.lastName },
    page: { id: row.pageId, name: row.pageName },
    operators: row.operators,
    contact: row.contact,
    lead: row.lead,
    createdAt: row.createdAt.toISOString(),
    lastContactAt: row.lastContactAt.toISOString(),
    unread: row.unread,
    waitingSince: moments(row.waitingSince),
    lastMessage: last && { ...last, at: new Date(last.at).toISOString() },
    clientSaid: said && { ...said, at: new Date(said.at).toISOString() },
    held: row.held,
    window: windowOf(row),
    deadlines: readDeadlines(row.deadlines).map(({ kind, at }) => ({ kind, at: new Date(at).toISOString() })),
    waiting: row.waiting && { ...row.waiting, since: new Date(row.waiting.since).toISOString() },
    rung: row.rung,
    version: Number(row.version),
    finishedAt: moments(row.finishedAt),
    deleted: row.deleted && { ...row.deleted, at: new Date(row.deleted.at).toISOString() },
  };
}

function windowOf({ windowUntil, windowReason, windowPossibleUntil }: ChatRow): ChatBody['window'] {
  if (!windowUntil || !windowReason) return null;
  const possible = windowPossibleUntil && { until: windowPossibleUntil.toISOString(), reason: 'ad' as const };
  return { until: windowUntil.toISOString(), reason: windowReason, possible };
}
