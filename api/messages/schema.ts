import { z } from 'zod';
import { ATTACHMENT_REASONS, ATTACHMENT_STATES } from '#db/entities/attachment.ts';
import { FILE_KINDS } from '#db/entities/file.ts';
import type { MessageRow } from '#db/chats/messages.ts';
import { FILES_MAX } from '../files/schema.ts';
import { messageKind, messageState, messageVia } from '../chats/schema.ts';
import { LANGUAGE_REASONS } from '#workflows/settings/language.ts';
import { CURRENCIES, DOCUMENT_KINDS } from '#workflows/documents/vocabulary.ts';
import { moment, moments, person, refusedAs } from '../http/fields.ts';
import { reactionSchema, reactionsOf } from './reaction-schema.ts';

/** Meta takes fewer than 2000 characters (messenger-platform §3.1). */
export const MESSAGE_MAX = 1_999;

const link = z.string().optional().describe('http or https.');
const attachment = z.object({
  type: z
    .string()
    .describe(
      "As Meta names it; product: a shop's product; lead_form, order, feedback, customer_information: of a " +
        'form; like: a thumbs-up; call_ringing, call_missed, call_failed, call_answered: a call.',
    ),
  name: z.string().nullable(),
  id: z
    .string()
    .optional()
    .describe('Of the file, where we keep it, came or sent: `/api/attachments/{id}`, and `/preview` of a picture.'),
  state: z
    .enum(ATTACHMENT_STATES)
    .optional()
    .describe('ready: it is here, as what was sent is; failed: it can be fetched again.'),
  reason: z.enum(ATTACHMENT_REASONS).optional().describe('Why it is not here, or was not with the last try.'),
  mime: z.string().optional().describe('By what it holds.'),
  kind: z.enum(FILE_KINDS).optional().describe('By what it holds.'),
  width: z.number().optional().describe('Of a picture, as it is shown.'),
  height: z.number().optional(),
  note: z.string().optional(),
  url: link,
  size: z.number().optional().describe('Of a file, in bytes, where it is known.'),
  seconds: z.number().optional().describe('How long a call lasted.'),
  place: z.object({ lat: z.number(), long: z.number() }).optional(),
  parts: z
    .array(z.object({ title: z.string(), note: z.string().optional(), url: link }))
    .optional()
    .describe('Several things in one: products, the cards of a template.'),
  buttons: z
    .array(z.object({ title: z.string(), url: link }))
    .optional()
    .describe('What could be pressed under it.'),
});

const quoted = z.object({
  id: z.string(),
  number: z.number().describe('The chat it stands in: an earlier one of the same client is possible.'),
  direction: z.enum(['in', 'out']),
  via: messageVia,
  author: z.string().nullable().describe('The name of the employee who wrote it here.'),
  kind: messageKind,
  text: z.string().describe('Its beginning.'),
  attachment: z.object({ type: z.string(), name: z.string().nullable() }).nullable(),
});

export const messageSchema = z.object({
  id: z.string(),
  direction: z.enum(['in', 'out']),
  text: z.string(),
  state: messageState,
  at: moment,
  author: person.nullable().describe('The employee who wrote it here.'),
  via: messageVia,
  automatic: z.boolean(),
  kind: messageKind,
  cameBy: z.string().nullable().describe('The `ref` of the link by which the client came with it.'),
  attachments: z.array(attachment),
  reaction: z.string().nullable().describe('The client’s.'),
  reactions: z.array(reactionSchema).describe('The client’s and the page’s.'),
  pressed: z.boolean().describe('Chosen on a quick reply and not typed.'),
  editedAt: moment.nullable(),
  former: z
    .array(z.object({ text: z.string(), at: moment }))
    .describe('What it said before the client edited it, the oldest first.'),
  replyTo: z.string().nullable().describe('The message it answers, where that is known.'),
  quote: z
    .object({ message: quoted.nullable().describe('null: something that is not here.') })
    .nullable()
    .describe('What it answers; null: nothing.'),
  reason: z
    .object({ code: z.string(), detail: z.string().nullable() })
    .nullable()
    .describe('Why it failed, is held or unknown.'),
  sentAt: moment.nullable(),
  deliveredAt: moment.nullable(),
  readAt: moment.nullable(),
  key: z.string().nullable().describe('The Idempotency-Key it was posted with.'),
  partOf: z.string().nullable().describe('Of an answer of several messages: its first one, which has the key.'),
  contact: z
    .object({ phone: z.string().optional(), email: z.string().optional() })
    .nullable()
    .describe('Phone (E.164) and e-mail that stand in what the client wrote.'),
  language: z
    .object({ code: z.string(), reason: z.enum(LANGUAGE_REASONS) })
    .nullable()
    .describe(
      "Of an automatic message: its language, and why: the client's locale, its language, the page's " +
        'default, the only one.',
    ),
  document: z
    .object({
      id: z.string(),
      kind: z.enum(DOCUMENT_KINDS),
      number: z.string(),
      total: z.int().describe('In hundredths of its currency.'),
      currency: z.enum(CURRENCIES),
      state: z.enum(['issued', 'cancelled']),
      paid: z.boolean().describe('All of it.'),
      paidSum: z.int().describe('What was paid of it: a part, or all.'),
    })
    .optional()
    .describe('The document that went out in it, as a file or as a link.'),
  waitsForEngine: z.boolean().describe("Accepted, and not yet taken by the chat's workflow."),
});

export type MessageBody = z.infer<typeof messageSchema>;

const answer = z.object({
  text: z
    .string()
    .max(MESSAGE_MAX)
    .regex(/\S/, 'must not be empty')
    // oxlint-disable-next-line no-control-regex -- the very one that is not to be there
    .regex(/^[^\u0000]*$/, 'must not hold NUL')
    .optional(),
  fileIds: z
    .array(z.uuid())
    .max(FILES_MAX)
    .optional()
    .describe(
      'Uploaded by who sends them, or of a ready reply for this page; they go out after the text, in this order.',
    ),
  replyTo: z.uuid().nullish().describe('A message of this chat that Meta has: the client sees it quoted.'),
  seen: z
    .uuid()
    .nullish()
    .describe(
      'The last message the writer had seen as they began; null: none. Said, the answer is refused where somebody ' +
        'else answered since; not said, it is not asked.',
    ),
  readyReplyIds: z
    .array(z.uuid())
    .max(10)
    .optional()
    .describe('The ready replies it was made from: counted as used, once with the message.'),
});
const isEmpty = ({ text, fileIds = [] }: z.infer<typeof answer>) => text === undefined && fileIds.length === 0;

export const newMessage = answer.refine(
  (given) => !isEmpty(given),
  refusedAs('EMPTY_MESSAGE', 'a text or a file is needed'),
);

export const answered = messageSchema.extend({
  parts: z.array(messageSchema).describe('The other messages of the same answer, in the order in which they go out.'),
});

/** The state a message has for readers; internal names are the same words. */
export function toMessage(row: MessageRow): MessageBody {
  return {
    id: row.id,
    direction: row.direction,
    text: row.text,
    state: row.state,
    at: row.at.toISOString(),
    author: row.authorId && row.authorName ? { id: row.authorId, name: row.authorName } : null,
    via: row.via,
    automatic: row.via === 'automatic',
    kind: row.kind,
    cameBy: row.cameBy,
    attachments: row.attachments,
    reaction: row.reaction,
    reactions: reactionsOf(row),
    pressed: row.byButton,
    editedAt: moments(row.editedAt),
    former: row.former.map(({ text, at }) => ({ text, at: new Date(at).toISOString() })),
    replyTo: row.replyTo,
    quote: row.isReply ? { message: row.quoted } : null,
    reason: row.reasonCode ? { code: row.reasonCode, detail: row.reasonDetail } : null,
    sentAt: moments(row.sentAt),
    deliveredAt: moments(row.deliveredAt),
    readAt: moments(row.readAt),
    key: row.direction === 'in' ? null : row.key,
    partOf: row.partOf,
    contact: row.contact,
    language: row.language && row.languageReason ? { code: row.language, reason: row.languageReason } : null,
    ...(row.document ? { document: row.document } : {}),
    waitsForEngine: row.direction === 'out' && row.state === 'queued' && !row.decided,
  };
}
