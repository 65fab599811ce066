import { client } from './client.ts';
import { done, type PageQuery, result, words } from './request.ts';
import type { Contact, MergedField } from './types.ts';

const { chats, contacts } = client.api;
const chatOf = (number: number) => ({ param: { number: String(number) } });

export const contactsApi = {
  list: (query: ContactQuery, signal?: AbortSignal) =>
    result(contacts.$get({ query: words(query) }, signal ? { init: { signal } } : {})),
  get: (id: string) => result(contacts[':id'].$get({ param: { id } })),
  create: (json: ContactBody) => result(contacts.$post({ json })),
  /** `seen`: its `updatedAt` as the form began with it. */
  update: (id: string, json: ContactBody & { seen: string }) => result(contacts[':id'].$put({ param: { id }, json })),
  /** All that happened, the newest first; more after the cursor of the page before. */
  timeline: (id: string, cursor?: string) =>
    result(contacts[':id'].timeline.$get({ param: { id }, query: cursor === undefined ? {} : { cursor } })),
  summary: (id: string) => result(contacts[':id'].summary.$get({ param: { id } })),
  chats: (id: string) => result(contacts[':id'].chats.$get({ param: { id } })),
  remove: (id: string) => done(contacts[':id'].$delete({ param: { id } })),
  duplicates: (id: string) => result(contacts[':id'].duplicates.$get({ param: { id } })),
  merge: (id: string, loserId: string, fields: MergeChoices) =>
    result(contacts[':id'].merges.$post({ param: { id }, json: { loserId, fields } })),
  undoMerge: (id: string, mergeId: string) =>
    result(contacts[':id'].merges[':mergeId'].$delete({ param: { id, mergeId } })),
  managers: () => result(contacts.managers.$get()),
  segments: () => result(contacts.segments.$get()),
  /** Who the client of this chat is, and may be. */
  ofChat: (number: number) => result(chats[':number'].contacts.$get(chatOf(number))),
  link: (number: number, contactId: string | null) =>
    result(chats[':number']['contact-link'].$put({ ...chatOf(number), json: { contactId } })),
};

/** Whose word it is, of fields of which both contacts say something. */
export type MergeChoices = { [Field in MergedField]?: 'winner' | 'loser' };
export type ContactQuery = PageQuery & {
  q?: string;
  managerId?: string;
  segment?: string;
  kind?: Contact['kind'];
  hasPhone?: 'true' | 'false';
  hasEmail?: 'true' | 'false';
  sort?: 'name' | 'manager' | 'createdAt' | 'updatedAt';
  order?: 'asc' | 'desc';
};
export type ContactBody = Pick<
  Contact,
  'kind' | 'name' | 'fullName' | 'code' | 'vatCode' | 'address' | 'signatory' | 'managerId' | 'segment'
> & {
  points: { kind: 'phone' | 'email'; value: string; label: string; isMain: boolean }[];
  companies?: { id: string; role: string }[];
  /** Of a company, whose place in it is another one: null, they belong to it no more. */
  people?: { id: string; role: string | null }[];
};
