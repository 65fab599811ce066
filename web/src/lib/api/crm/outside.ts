import type { InferRequestType } from 'hono/client';
import { client } from '../client.ts';
import { result } from '../request.ts';

const chat = client.api.chats[':number'].outside;
const of = (number: number) => ({ number: String(number) });
type Task = InferRequestType<typeof chat.$post>['json'];

/** What is asked of the company's other CRM out of a chat. */
export const outsideApi = {
  documents: (number: number) => result(chat.documents.$get({ param: of(number) })),
  ask: (number: number, json: Task) => result(chat.$post({ param: of(number), json })),
  again: (number: number, id: string) => result(chat[':id'].attempts.$post({ param: { ...of(number), id } })),
  withdraw: (number: number, id: string) => result(chat[':id'].$delete({ param: { ...of(number), id } })),
};
