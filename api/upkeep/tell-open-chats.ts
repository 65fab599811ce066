import { listOpenChats, type OpenChat } from '#db/inbox/open-chats.ts';
import { noticeTrouble } from '#db/troubles/write.ts';
import { isEngineAway } from '#platform/temporal.ts';
import type { UpkeepDeps } from './deps.ts';
import { tellChat } from '#activities/telling/tell.ts';

const AT_ONCE = 20;

export interface Way {
  /** In place of the runs that the engine has: they are too old. */
  instead?: boolean;
  /** Chats up to this number were told already. */
  after?: number;
  /** All chats up to this number have been told. */
  told?: (number: number) => Promise<void>;
}

/**
 * Tells every open chat, in lots, in which epoch it is; those without a workflow get one, and all where the engine's
 * are too old.
 */
export async function tellOpenChats(
  deps: UpkeepDeps,
  epoch: number,
  { instead = false, after = 0, told }: Way = {},
): Promise<number> {
  let count = 0;
  for (let last = after; ;) {
    const chats = await listOpenChats(deps.pool, last, AT_ONCE);
    if (chats.length === 0) return count;
    const telling = await Promise.allSettled(chats.map((chat) => tellOne(deps, chat, epoch, { instead })));
    const broken = telling.findIndex(({ status }) => status === 'rejected');
    const done = broken < 0 ? chats : chats.slice(0, broken);
    last = done.at(-1)?.number ?? last;
    if (done.length > 0) await told?.(last);
    const failed = telling[broken];
    if (failed?.status === 'rejected') throw failed.reason;
    count += chats.length;
  }
}

/** One that cannot be told is put aside: the others are not left without their chat. */
async function tellOne(
  { pool, temporal, log }: UpkeepDeps,
  chat: OpenChat,
  epoch: number,
  how: { instead: boolean },
): Promise<void> {
  try {
    await tellChat(temporal, chat, [], { epoch }, how);
  } catch (error) {
    if (isEngineAway(error)) throw error;
    log.error({ error, client: chat.clientId }, 'a chat could not be told to take itself up');
    const { id: ref, pageId } = chat;
    await noticeTrouble(pool, { kind: 'chat_without_workflow', ref, pageId, reason: 'not_started' });
  }
}
