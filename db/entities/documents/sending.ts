import { defineEntity, p } from '@mikro-orm/postgresql';
import { Chat } from '#db/entities/chat.ts';
import { Document } from '#db/entities/documents/document.ts';
import { Employee } from '#db/entities/employee.ts';
import { Message } from '#db/entities/message.ts';

/** `accepted`: it stands in the chat, and its message says the rest. */
export type SendingState = 'waiting' | 'made' | 'held' | 'accepted' | 'refused';

const DocumentSendingSchema = defineEntity({
  name: 'DocumentSending',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    document: () => p.manyToOne(Document).deleteRule('cascade'),
    chat: () => p.manyToOne(Chat).deleteRule('cascade').index(),
    state: p.text().$type<SendingState>().default('waiting'),
    reason: p.text().nullable(),
    /** A message with a button that pays it goes after it. */
    paymentButton: p.boolean().default(false),
    /** Goes in place of the file, which Messenger did not take. */
    link: p.text().nullable(),
    message: () => p.manyToOne(Message).nullable().deleteRule('set null').index(),
    /** The one with the button that pays it. */
    paymentMessage: () => p.manyToOne(Message).nullable().deleteRule('set null').index(),
    author: () => p.manyToOne(Employee).deleteRule('cascade'),
    createdAt: p.datetime().defaultRaw('now()'),
    updatedAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [
    { properties: ['document', 'createdAt'] },
    {
      name: 'document_sending_under_way_unique',
      expression: `create unique index document_sending_under_way_unique on document_sending (document_id, chat_id)
        where state in ('waiting', 'made', 'held')`,
    },
  ],
});

/** That a document is to go into a chat. */
export class DocumentSending extends DocumentSendingSchema.class {}
DocumentSendingSchema.setClass(DocumentSending);
