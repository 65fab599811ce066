import { client } from './client.ts';
import type { LeadBody, OrderBody } from './records.ts';
import { result } from './request.ts';
import type { RecordKind } from './types.ts';

const chat = client.api.chats[':number'];
const of = (number: number) => ({ number: String(number) });

/** What the client of a chat is linked to. */
export const linksApi = {
  list: (number: number) => result(chat.links.$get({ param: of(number) })),
  link: (number: number, kind: 'lead' | 'order', id: string) =>
    result(chat.links[':kind'][':id'].$put({ param: { ...of(number), kind, id } })),
  unlink: (number: number, kind: 'lead' | 'order', id: string) =>
    result(chat.links[':kind'][':id'].$delete({ param: { ...of(number), kind, id } })),
  chooseMain: (number: number, kind: RecordKind, id: string) =>
    result(chat.links[':kind'][':id'].main.$put({ param: { ...of(number), kind, id } })),
  makeOrder: (number: number, json: OrderBody) => result(chat.orders.$post({ param: of(number), json })),
  makeLead: (number: number, json: LeadBody) => result(chat.leads.$post({ param: of(number), json })),
};
