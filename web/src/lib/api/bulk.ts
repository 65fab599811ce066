import { client } from './client.ts';
import { result } from './request.ts';

const { bulk } = client.api;

/** What is asked of which chats. */
export type NewBulk = Parameters<typeof bulk.$post>[0]['json'];

/** The same of contacts, leads or orders. */
export type NewRecordBulk = Extract<NewBulk, { about: 'contacts' | 'leads' | 'orders' }>;
export type RecordSubject = NewRecordBulk['about'];

export const bulkApi = {
  begin: (json: NewBulk) => result(bulk.$post({ json })),
  get: (id: string) => result(bulk[':id'].$get({ param: { id } })),
  cancel: (id: string) => result(bulk[':id'].$delete({ param: { id } })),
};
