import { client } from './client.ts';
import { done, result } from './request.ts';
import type { Doing } from './types.ts';

const { attention } = client.api.chats[':number'];

export const attentionApi = {
  tell: (number: number, tab: string, doing: Doing) =>
    result(attention.$put({ param: { number: String(number) }, json: { tab, doing } })),
  /** Goes out even while the page is being closed. */
  leave: (number: number, tab: string) =>
    done(attention[':tab'].$delete({ param: { number: String(number), tab } }, { init: { keepalive: true } })),
};
