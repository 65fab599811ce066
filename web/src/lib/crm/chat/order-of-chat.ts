import type { Chat, Links, Message } from '#lib/api/types.ts';
import type { OrderFields } from '#lib/crm/orders/order-form.ts';
import { type Origin, originOf } from './lead-of-chat.ts';

/** What an order made of a chat begins with, and where the client wrote by what their contact is known. */
export type OrderBegun = { fields: Partial<OrderFields>; contactFrom: Origin | null };

/**
 * Filled with what the chat knows: who the client is, who leads the chat, and the source of the settings. Who it is
 * says the chat, which is live; the links may be of the moment before.
 */
export function orderOfChat(chat: Chat, messages: readonly Message[], links: Links | null, me: string): OrderBegun {
  const { contact } = chat;
  const linked = links?.contact?.id === contact?.id ? links?.contact : null;
  const known = linked ? [...linked.phones, ...linked.emails] : [];
  const message = messages.findLast(
    ({ direction, contact: said }) =>
      direction === 'in' && [said?.phone, said?.email].some((one) => one && known.includes(one)),
  );
  return {
    fields: {
      contact: contact && { id: contact.id, name: contact.name },
      sourceId: links?.orderSource?.id ?? null,
      ownerId: chat.operators.find(({ id }) => id === me)?.id ?? chat.operators[0]?.id ?? null,
    },
    contactFrom: originOf(message),
  };
}
