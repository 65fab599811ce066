import { findChat } from '#db/chats/read.ts';
import type { ChatPlace, ChatRow } from '#db/chats/row.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps } from '../http/deps.ts';

/** All of a chat that whoever asks was found to see; throws CHAT_NOT_FOUND where it went with its page meanwhile. */
export async function wholeChat({ database }: ApiDeps, { number }: ChatPlace): Promise<ChatRow> {
  const chat = await findChat(database.pool, number);
  if (!chat) throw new ApiError('CHAT_NOT_FOUND');
  return chat;
}
