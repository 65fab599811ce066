import { defineEntity, p } from '@mikro-orm/postgresql';
import { Client } from '#db/entities/client.ts';
import { Employee } from '#db/entities/employee.ts';
import type { LinkReason } from './client-lead.ts';
import { CustomerOrder } from './order.ts';

const ClientOrderSchema = defineEntity({
  name: 'ClientOrder',
  properties: {
    client: () => p.manyToOne(Client).primary().deleteRule('cascade'),
    order: () => p.manyToOne(CustomerOrder).primary().deleteRule('cascade').index(),
    /** The one that is meant where one is; at most one of a client. */
    isMain: p.boolean().default(false),
    why: p.text().$type<LinkReason>(),
    by: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    /** The client's message by which the contact of an order that was made of a chat is known. */
    contactMessageId: p.uuid().nullable(),
    at: p.datetime().defaultRaw('now()'),
  },
  indexes: [
    {
      name: 'client_order_main_index',
      expression: 'create unique index client_order_main_index on client_order (client_id) where is_main',
    },
  ],
});

/** An order that a client's chats are about. */
export class ClientOrder extends ClientOrderSchema.class {}
ClientOrderSchema.setClass(ClientOrder);
