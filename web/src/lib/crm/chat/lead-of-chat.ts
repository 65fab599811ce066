import type { Chat, Message } from '#lib/api/types.ts';
import type { LeadFields } from '#lib/crm/leads/lead-form.ts';
import { clientName } from '#lib/words/words.ts';

/** The client's message that something is known from. */
export type Origin = { messageId: string; at: string };

/** What a lead made of a chat begins with, and where the client wrote what. */
export type Begun = { fields: Partial<LeadFields>; writtenIn: { phone: Origin | null; email: Origin | null } };

export const originOf = (message: Message | undefined): Origin | null =>
  message ? { messageId: message.id, at: message.at } : null;

/** Filled with what the chat knows: kept with the client, or else written by them last. */
export function leadOfChat(chat: Chat, messages: readonly Message[]): Begun {
  const written = messages.filter(({ direction, contact }) => direction === 'in' && contact !== null);
  const lastOf = (part: 'phone' | 'email') => written.findLast(({ contact }) => contact?.[part])?.contact?.[part];
  const phone = chat.phone ?? lastOf('phone') ?? '';
  const email = chat.email ?? lastOf('email') ?? '';
  const writtenIn = (part: 'phone' | 'email', value: string) =>
    originOf(written.findLast(({ contact }) => value !== '' && contact?.[part] === value));
  return {
    fields: {
      name: clientName(chat.client),
      phone,
      email,
      contact: chat.contact && { id: chat.contact.id, name: chat.contact.name },
    },
    writtenIn: { phone: writtenIn('phone', phone), email: writtenIn('email', email) },
  };
}
