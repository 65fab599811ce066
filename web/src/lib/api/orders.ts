import { client } from './client.ts';
import type { LeadQuery } from './records.ts';
import { done, result, words } from './request.ts';
import type { Order } from './types.ts';

const { orders } = client.api;
const of = (id: string) => ({ param: { id } });

export const ordersApi = {
  list: (query: OrderQuery, signal?: AbortSignal) =>
    result(orders.$get({ query: words(query) }, signal ? { init: { signal } } : {})),
  get: (id: string) => result(orders[':id'].$get(of(id))),
  create: (json: OrderBody) => result(orders.$post({ json })),
  update: (id: string, json: OrderBody) =>
    result(orders[':id'].$put({ ...of(id), json: { ...json, statusId: json.statusId ?? undefined } })),
  chats: (id: string) => result(orders[':id'].chats.$get(of(id))),
  history: (id: string) => result(orders[':id'].history.$get(of(id))),
  archive: (id: string) => done(orders[':id'].$delete(of(id))),
  restore: (id: string) => result(orders[':id'].$put({ ...of(id), json: { archived: false } })),
};

export type OrderQuery = Omit<LeadQuery, 'sort'> & {
  contactId?: string;
  meaning?: 'new' | 'in_work' | 'done' | 'cancelled';
  sort?: 'number' | 'total' | 'updatedAt';
};
export type OrderBody = Pick<Order, 'name' | 'note' | 'reason' | 'withVat' | 'discount' | 'lines'> & {
  statusId: string | null;
  sourceId: string | null;
  ownerId: string | null;
  contactId: string | null;
};
