import { client } from './client.ts';
import { type PageQuery, result, words } from './request.ts';
import type { Contact } from './types.ts';

const { chats, contacts } = client.api;
const chatOf = (number: number) => ({ param: { number: String(number) } });

export const contactsApi = {
  list: (query: ContactQuery, signal?: AbortSignal) =>
    result(contacts.$get({ query: words(query) }, signal ? { init: { signal } } : {})),
  get: (id: string) => result(contacts[':id'].$get({ param: { id } })),
  create: (json: ContactBody) => result(contacts.$post({ json })),
  update: (id: string, json: ContactBody) => result(contacts[':id'].$put({ param: { id }, json })),
  managers: () => result(contacts.managers.$get()),
  segments: () => result(contacts.segments.$get()),
  /** Who the client of this chat is, and may be. */
  ofChat: (number: number) => result(chats[':number'].contacts.$get(chatOf(number))),
  link: (number: number, contactId: string | null) =>
    result(chats[':number']['contact-link'].$put({ ...chatOf(number), json: { contactId } })),
};

export type ContactQuery = PageQuery & { q?: string; managerId?: string; segment?: string };
export type ContactBody = Pick<Contact, 'name' | 'phones' | 'emails' | 'managerId' | 'segment'>;
