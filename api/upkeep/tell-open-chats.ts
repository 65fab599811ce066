import { listOpenChats, type OpenChat } from '#db/inbox/open-chats.ts';
import { noticeTrouble } from '#db/troubles/write.ts';
import { isEngineAway } from '#platform/temporal.ts';
import type { UpkeepDeps } from './deps.ts';
import { tellChat } from '#activities/telling/tell.ts';

const AT_ONCE = 20;

/**
 * Tells every open chat, in lots, in which epoch it is; those without a workflow get one, and all where the engine's
 * are too old.
 */
export async function tellOpenChats(deps: UpkeepDeps, epoch: number, how = { instead: false }): Promise<number> {
  let count = 0;
  for (let after = 0; ;) {
    const chats = await listOpenChats(deps.pool, after, AT_ONCE);
    const last = chats.at(-1);
    if (!last) return count;
    await Promise.all(chats.map((chat) => tellOne(deps, chat, epoch, how)));
    count += chats.length;
    after = last.number;
  }
}

type How = { instead: boolean };

/** One that cannot be told is put aside: the others are not left without their chat. */
async function tellOne({ pool, temporal, log }: UpkeepDeps, chat: OpenChat, epoch: number, how: How): Promise<void> {
  try {
    await tellChat(temporal, chat, [], { epoch }, how);
  } catch (error) {
    if (isEngineAway(error)) throw error;
    log.error({ error, client: chat.clientId }, 'a chat could not be told to take itself up');
    const { id: ref, pageId } = chat;
    await noticeTrouble(pool, { kind: 'chat_without_workflow', ref, pageId, reason: 'not_started' });
  }
}
