import type { Chat, Message } from '#lib/api/types.ts';
import type { LeadFields } from '#lib/crm/leads/lead-form.ts';
import { clientName } from '#lib/words/words.ts';

/** What a lead made of a chat begins with, and when the client wrote what. */
export type Begun = { fields: Partial<LeadFields>; writtenAt: { phone: string | null; email: string | null } };

/** Filled with what the chat knows: kept with the client, or else written by them last. */
export function leadOfChat(chat: Chat, messages: readonly Message[]): Begun {
  const written = messages.filter(({ direction, contact }) => direction === 'in' && contact !== null);
  const lastOf = (part: 'phone' | 'email') => written.findLast(({ contact }) => contact?.[part])?.contact?.[part];
  const phone = chat.phone ?? lastOf('phone') ?? '';
  const email = chat.email ?? lastOf('email') ?? '';
  const writtenAt = (part: 'phone' | 'email', value: string) =>
    written.findLast(({ contact }) => value !== '' && contact?.[part] === value)?.at ?? null;
  return {
    fields: {
      name: clientName(chat.client),
      phone,
      email,
      contact: chat.contact && { id: chat.contact.id, name: chat.contact.name },
    },
    writtenAt: { phone: writtenAt('phone', phone), email: writtenAt('email', email) },
  };
}
