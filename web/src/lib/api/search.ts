import { client } from './client.ts';
import { result, words } from './request.ts';

const { search, chats } = client.api;

export const searchApi = {
  all: (query: { q: string; limit: number }, signal?: AbortSignal) =>
    result(search.$get({ query: words(query) }, signal ? { init: { signal } } : {})),
  /** All messages of a chat, the newest first. */
  inChat: (number: number, q: string, signal?: AbortSignal) =>
    result(
      chats[':number']['found-messages'].$get(
        { param: { number: String(number) }, query: { q } },
        signal ? { init: { signal } } : {},
      ),
    ),
  /** The first message of a chat from a moment on, else its last one. */
  nearest: (number: number, at: string) =>
    result(chats[':number']['nearest-message'].$get({ param: { number: String(number) }, query: { at } })),
};
