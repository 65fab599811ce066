import { client } from './client.ts';
import { done, result } from './request.ts';
import type { Scope } from './settings.ts';

const golden = client.api['golden-chats'];

export const goldenChatsApi = {
  list: (pageId: Scope) => result(golden.$get({ query: pageId === null ? {} : { pageId } })),
  pin: (json: { chatNumber: number; name: string }) => result(golden.$post({ json })),
  unpin: (id: string) => done(golden[':id'].$delete({ param: { id } })),
};
