import { isNarrowed as areSomeChats, queryOf as chatsIn, readAddress } from '#lib/all-chats/address.ts';
import type { Export } from '#lib/api/types.ts';
import { contactsAsked, isNarrowed as areSomeContacts, queryOf as contactsIn } from '#lib/contacts/contacts-asked.ts';
import { isNarrowed as areSomeLeads, leadsAsked, queryOf as leadsIn } from '#lib/crm/leads/leads-asked.ts';
import { isNarrowed as areSomeOrders, ordersAsked, queryOf as ordersIn } from '#lib/crm/orders/orders-asked.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a file is to hold: the list that is looked at, whatever of it is on the page. */
export interface ListOfFile {
  kind: Exclude<Export['kind'], 'transcript'>;
  filter: Record<string, unknown>;
  title: string;
  text: string;
}

type Words = Pick<URLSearchParams, 'get'>;

/** The list at this address. */
export function listAt({ pathname, searchParams }: { pathname: string; searchParams: Words }): ListOfFile {
  if (pathname === '/contacts') return ofContacts(searchParams);
  if (pathname === '/leads') return ofLeads(searchParams);
  if (pathname === '/orders') return ofOrders(searchParams);
  if (pathname === '/settings/pages') return ofPages(searchParams);
  const address = readAddress(searchParams);
  const text = areSomeChats(address) ? m.export_of_filter() : m.export_of_all();
  return { kind: 'chats', filter: unpaged(chatsIn(address)), title: m.export_title(), text };
}

const recordsText = (areSome: boolean): string => (areSome ? m.export_fitting_records() : m.export_all_records());

function ofContacts(words: Words): ListOfFile {
  const asked = contactsAsked(words);
  const text = recordsText(areSomeContacts(asked));
  return { kind: 'contacts', filter: unpaged(contactsIn(asked)), title: m.export_contacts(), text };
}

function ofLeads(words: Words): ListOfFile {
  const asked = leadsAsked(words);
  const text = recordsText(areSomeLeads(asked));
  return { kind: 'leads', filter: unpaged(leadsIn(asked)), title: m.export_leads(), text };
}

function ofOrders(words: Words): ListOfFile {
  const asked = ordersAsked(words);
  const text = recordsText(areSomeOrders(asked));
  return { kind: 'orders', filter: unpaged(ordersIn(asked)), title: m.export_orders(), text };
}

function ofPages(words: Words): ListOfFile {
  const q = words.get('q') ?? '';
  const text = q === '' ? m.export_all_pages() : m.export_fitting_records();
  return { kind: 'pages', filter: { q }, title: m.export_pages(), text };
}

function unpaged({ page: _page, pageSize: _size, ...query }: { page?: number; pageSize?: number }) {
  return { ...query };
}
