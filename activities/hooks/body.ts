import type { DueDelivery } from '#db/hooks/claim.ts';

type Told = Pick<DueDelivery, 'kind' | 'at' | 'facts' | 'chatId' | 'pageId' | 'clientId' | 'personal'>;

/**
 * What another system is told: what happened, when, and by ids to what; whoever wants to know more asks the API.
 * Personal data goes along only where an admin wants that.
 */
export function bodyOf({ kind, at, facts, chatId, pageId, clientId, personal }: Told, publicUrl: string): string {
  const { number, ...more } = facts;
  const chat = chatId === null ? null : { id: chatId, number, url: new URL(`/chats/${number}`, publicUrl).href };
  const client = clientId === null ? null : { id: clientId, ...personalOf(personal) };
  const text = personal?.text;
  const data = { pageId, chat, client, ...more, ...(text === null || text === undefined ? {} : { text }) };
  return JSON.stringify({ type: kind, timestamp: at.toISOString(), data });
}

const personalOf = (personal: Told['personal']) =>
  personal === null ? {} : { name: personal.name, phone: personal.phone, email: personal.email };
