import { client } from './client.ts';
import { done, result } from './request.ts';

const { chats, 'ready-replies': replies } = client.api;
type Content = Parameters<typeof replies.$post>[0]['json'];

export const readyRepliesApi = {
  list: () => result(replies.$get()),
  add: (json: Content) => result(replies.$post({ json })),
  update: (id: string, json: Content) => result(replies[':id'].$put({ param: { id }, json })),
  /** All of them, or none. */
  keepAll: (items: Content[]) => result(replies.$put({ json: { items } })),
  move: (id: string, before: string | null) => done(replies[':id'].place.$put({ param: { id }, json: { before } })),
  remove: (id: string) => done(replies[':id'].$delete({ param: { id } })),
  offered: (number: number, q: string, signal: AbortSignal) =>
    result(
      chats[':number']['ready-replies'].$get({ param: { number: String(number) }, query: { q } }, { init: { signal } }),
    ),
};
