import { recordChange } from '#db/changes/record.ts';
import type { Sql } from '#db/connection/transaction.ts';

/**
 * The one way in which a chat gets a newer version: a piece of `update chat set …`, so that it costs no statement of
 * its own.
 */
export const NEWER = 'version = chat.version + 1';

/** Windows look at the chat anew, and at those of its messages that changed. The client's row is in hand. */
export async function touchChat(
  tx: Sql,
  { pageId, chatId }: { pageId: string; chatId: string },
  messages: string[] = [],
): Promise<void> {
  await touchChats(
    tx,
    pageId,
    [chatId],
    messages.map((id) => ({ id, chatId })),
  );
}

/** The same for chats of one client. */
export async function touchChats(
  tx: Sql,
  pageId: string,
  chats: string[],
  messages: { id: string; chatId: string }[],
): Promise<void> {
  await tx.query(`update chat set ${NEWER} where id = any($1::uuid[])`, [chats]);
  await recordChange(tx, [
    ...messages.map(({ id, chatId }) => ({ kind: 'message' as const, pageId, chatId, ref: id })),
    ...chats.map((id) => ({ kind: 'chat' as const, pageId, chatId: id, ref: id })),
  ]);
}
