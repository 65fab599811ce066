import type { Context } from 'hono';
import type { Request } from '#workflows/chat/vocabulary.ts';
import { me } from '../access/allow.ts';
import { wholeChat } from './whole.ts';
import { askChat } from '../engine/ask.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { toChat } from './schema.ts';

/** What is asked of a chat, without who asks and when. */
type Wish = Request extends infer One ? (One extends Request ? Omit<One, 'chatId' | 'by' | 'at'> : never) : never;

/** What the routes refuse that ask a chat for something. */
export const REFUSED = ['CHAT_FINISHED', 'ENGINE_UNAVAILABLE', 'MAY_STILL_HAPPEN'] as const;

/** Asks the workflow of the path's chat, in the name of whoever asks; gives the chat as it then is. */
export async function request(deps: ApiDeps, c: Context<ApiEnv>, wish: Wish) {
  const chat = await wholeChat(deps, c.get('chat'));
  const asked = { ...wish, chatId: chat.id, by: me(c).employee.id, at: Date.now() } as Request;
  return toChat(await askChat(deps, chat, asked));
}
