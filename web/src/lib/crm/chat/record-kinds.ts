import { api } from '#lib/api/api.ts';
import type { Lead, Order, RecordKind } from '#lib/api/types.ts';
import { orderName } from '#lib/crm/orders/order-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { money } from '#lib/words/format.ts';

type Numbered = (said: { number: string }) => string;

/** What leads and orders beside a chat are called, and how they are found. */
export interface KindOf<T extends Lead | Order> {
  kind: RecordKind;
  name: (record: T) => string;
  /** What stands under the name. */
  more: (record: T) => string[];
  seek: (query: { q: string; pageSize: number }) => Promise<{ items: T[] }>;
  page: () => string;
  find: () => string;
  search: () => string;
  none: () => string;
  create: () => string;
  main: () => string;
  makeMain: () => string;
  makeMainOf: Numbered;
  choose: Numbered;
  unlink: Numbered;
  outside: Numbered;
}

export const LEADS: KindOf<Lead> = {
  kind: 'lead',
  name: ({ number, name }) => m.lead_line({ number: String(number), name }),
  more: ({ amount, owner }) => [...(amount === null ? [] : [money(amount)]), owner?.name ?? m.record_no_owner()],
  seek: api.leads.list,
  page: m.leads_page,
  find: m.link_find_lead,
  search: m.leads_search,
  none: m.leads_none_title,
  create: m.link_create_lead,
  main: m.lead_main,
  makeMain: m.lead_make_main,
  makeMainOf: m.lead_make_main_of,
  choose: m.link_choose_lead,
  unlink: m.link_unlink_lead,
  outside: m.lead_outside,
};

export const ORDERS: KindOf<Order> = {
  kind: 'order',
  name: orderName,
  more: ({ total }) => [money(total)],
  seek: api.orders.list,
  page: m.orders_page,
  find: m.order_find,
  search: m.orders_search,
  none: m.orders_none_title,
  create: m.order_create,
  main: m.order_main,
  makeMain: m.order_make_main,
  makeMainOf: m.order_make_main_of,
  choose: m.order_choose,
  unlink: m.order_unlink,
  outside: m.order_outside,
};
