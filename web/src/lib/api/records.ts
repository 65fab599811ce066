import { client } from './client.ts';
import { done, type PageQuery, result, words } from './request.ts';
import type { Document, Lead, Order, RecordKind } from './types.ts';

const { leads, orders, sources, statuses } = client.api;

export const leadsApi = {
  list: (query: LeadQuery, signal?: AbortSignal) =>
    result(leads.$get({ query: words(query) }, signal ? { init: { signal } } : {})),
  get: (id: string) => result(leads[':id'].$get({ param: { id } })),
  create: (json: LeadBody) => result(leads.$post({ json })),
  update: (id: string, json: Partial<LeadBody>) =>
    result(leads[':id'].$put({ param: { id }, json: { ...json, statusId: json.statusId ?? undefined } })),
  conversion: (id: string) => result(leads[':id'].conversion.$get({ param: { id } })),
  convert: (id: string, json: ConversionBody) => result(leads[':id'].conversion.$post({ param: { id }, json })),
  unconvert: (id: string) => result(leads[':id'].conversion.$delete({ param: { id } })),
  chats: (id: string) => result(leads[':id'].chats.$get({ param: { id } })),
  history: (id: string) => result(leads[':id'].history.$get({ param: { id } })),
  archive: (id: string) => done(leads[':id'].$delete({ param: { id } })),
  restore: (id: string) => result(leads[':id'].$put({ param: { id }, json: { archived: false } })),
};

export const ordersApi = {
  list: (query: OrderQuery, signal?: AbortSignal) =>
    result(orders.$get({ query: words(query) }, signal ? { init: { signal } } : {})),
  get: (id: string) => result(orders[':id'].$get({ param: { id } })),
  create: (json: OrderBody) => result(orders.$post({ json })),
  update: (id: string, json: OrderBody) =>
    result(orders[':id'].$put({ param: { id }, json: { ...json, statusId: json.statusId ?? undefined } })),
  chats: (id: string) => result(orders[':id'].chats.$get({ param: { id } })),
  history: (id: string) => result(orders[':id'].history.$get({ param: { id } })),
  archive: (id: string) => done(orders[':id'].$delete({ param: { id } })),
  restore: (id: string) => result(orders[':id'].$put({ param: { id }, json: { archived: false } })),
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
/** By what both are ordered. */
type RecordSort = 'createdAt' | 'updatedAt' | 'status' | 'source' | 'owner';

export type LeadQuery = PageQuery & {
  q?: string;
  statusId?: string;
  sourceId?: string;
  ownerId?: string;
  archived?: 'true';
  sort?: 'number' | 'amount' | RecordSort;
  order?: 'asc' | 'desc';
};
export type LeadBody = Pick<Lead, 'name' | 'amount' | 'phone' | 'email' | 'note' | 'reason'> & {
  statusId: string | null;
  sourceId: string | null;
  ownerId: string | null;
  contactId: string | null;
};

export type OrderQuery = Omit<LeadQuery, 'sort'> & {
  contactId?: string;
  meaning?: 'new' | 'in_work' | 'done' | 'cancelled';
  sort?: 'number' | 'total' | RecordSort;
};
export type OrderBody = Pick<Order, 'name' | 'note' | 'reason' | 'withVat' | 'discount'> & {
  lines: Document['lines'];
  statusId: string | null;
  sourceId: string | null;
  ownerId: string | null;
  contactId: string | null;
};

/** One that is there, or a new one of that name; `order` null: none. */
export type ConversionBody = { contactId?: string; contact?: { name: string }; order?: null };
