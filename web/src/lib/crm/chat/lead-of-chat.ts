import type { Chat, Message } from '#lib/api/types.ts';
import type { LeadFields } from '#lib/crm/leads/lead-form.ts';
import { clientName } from '#lib/words/words.ts';

/** The client's message that something is known from. */
export type Origin = { messageId: string; at: string };

/** What a lead made of a chat begins with, and where the client wrote what. */
export type Begun = { fields: Partial<LeadFields>; writtenIn: { phone: Origin | null; email: Origin | null } };

export const originOf = (message: Message | undefined): Origin | null =>
  message ? { messageId: message.id, at: message.at } : null;

/** The last message in which the client wrote this phone or e-mail. */
export const writtenIn = (messages: readonly Message[], part: 'phone' | 'email', value: string): Origin | null =>
  originOf(
    messages.findLast(({ direction, contact }) => direction === 'in' && value !== '' && contact?.[part] === value),
  );

/** Filled with what the chat knows: kept with the client, or else written by them last. */
export function leadOfChat(chat: Chat, messages: readonly Message[]): Begun {
  const written = messages.filter(({ direction, contact }) => direction === 'in' && contact !== null);
  const lastOf = (part: 'phone' | 'email') => written.findLast(({ contact }) => contact?.[part])?.contact?.[part];
  const phone = chat.phone ?? lastOf('phone') ?? '';
  const email = chat.email ?? lastOf('email') ?? '';
  return {
    fields: {
      name: clientName(chat.client),
      phone,
      email,
      contact: chat.contact && { id: chat.contact.id, name: chat.contact.name },
    },
    writtenIn: { phone: writtenIn(messages, 'phone', phone), email: writtenIn(messages, 'email', email) },
  };
}
