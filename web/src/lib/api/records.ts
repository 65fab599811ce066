import { client } from './client.ts';
import { done, type PageQuery, result, words } from './request.ts';
import type { Lead, RecordKind } from './types.ts';

const { leads, sources, statuses } = client.api;

export const leadsApi = {
  list: (query: LeadQuery, signal?: AbortSignal) =>
    result(leads.$get({ query: words(query) }, signal ? { init: { signal } } : {})),
  get: (id: string) => result(leads[':id'].$get({ param: { id } })),
  create: (json: LeadBody) => result(leads.$post({ json })),
  update: (id: string, json: Partial<LeadBody>) =>
    result(leads[':id'].$put({ param: { id }, json: { ...json, statusId: json.statusId ?? undefined } })),
  chats: (id: string) => result(leads[':id'].chats.$get({ param: { id } })),
  history: (id: string) => result(leads[':id'].history.$get({ param: { id } })),
  archive: (id: string) => done(leads[':id'].$delete({ param: { id } })),
  restore: (id: string) => result(leads[':id'].$put({ param: { id }, json: { archived: false } })),
};

export const sourcesApi = {
  list: (kind?: RecordKind) => result(sources.$get({ query: kind ? { kind } : {} })),
  add: (json: { kind: RecordKind; name: string }) => result(sources.$post({ json })),
  update: (id: string, json: ListedChange) => result(sources[':id'].$put({ param: { id }, json })),
};

export const statusesApi = {
  list: (kind?: RecordKind) => result(statuses.$get({ query: kind ? { kind } : {} })),
  add: (json: { kind: RecordKind; meaning: Lead['status']['meaning']; name: string }) =>
    result(statuses.$post({ json })),
  update: (id: string, json: ListedChange) => result(statuses[':id'].$put({ param: { id }, json })),
};

export type ListedChange = { name?: string; archived?: boolean; before?: string | null };
export type LeadQuery = PageQuery & {
  q?: string;
  statusId?: string;
  sourceId?: string;
  ownerId?: string;
  archived?: 'true';
  sort?: 'number' | 'amount' | 'updatedAt';
  order?: 'asc' | 'desc';
};
export type LeadBody = Pick<Lead, 'name' | 'amount' | 'phone' | 'email' | 'note' | 'reason'> & {
  statusId: string | null;
  sourceId: string | null;
  ownerId: string | null;
  contactId: string | null;
};
