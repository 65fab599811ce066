import type { Pool } from 'pg';
import type { ChatPlace } from '#db/chats/row.ts';
import { inTransaction } from '#db/connection/transaction.ts';
import { tellRestored } from '#db/inbox/tell.ts';
import { type ChatStatus, deletion, restoration } from '#workflows/chat/vocabulary.ts';
import { recordWithoutRun } from './entry.ts';
import { findWithLock } from './standing.ts';
import { putIntoBin, takeOutOfBin } from './put.ts';

/** Which chat. */
export type Place = Pick<ChatPlace, 'id' | 'clientId'>;

/** `open`: its workflow has to end it first. */
export type Deleted = 'deleted' | 'already' | 'open' | 'gone';

/** A chat that is finished goes into the bin; nobody has to be asked. */
export async function deleteFinished(pool: Pool, chat: Place, by: string): Promise<Deleted> {
  return (await deleteChats(pool, [chat], by, { wait: true, rests: false })).get(chat.id) ?? 'gone';
}

/**
 * The same of many, and of those that are open and rest: what their workflows believe is what is kept here. Those are
 * to be told then that they begin anew with what is kept. A chat that somebody has in hand just now is left out.
 */
export const deleteResting = (pool: Pool, chats: Place[], by: string): Promise<Map<string, Deleted>> =>
  deleteChats(pool, chats, by, { wait: false, rests: true });

function deleteChats(
  pool: Pool,
  chats: Place[],
  by: string,
  { wait, rests }: { wait: boolean; rests: boolean },
): Promise<Map<string, Deleted>> {
  return inTransaction(pool, async (tx) => {
    const now = Date.now();
    const found = await findWithLock(tx, chats, { wait });
    const mayGo = found.filter(
      (chat) => chat.deletedFrom === null && (chat.status === 'finished' || (rests && chat.rests)),
    );
    const went = new Set(mayGo.map(({ id }) => id));
    await recordWithoutRun(
      tx,
      mayGo.map(({ id, status }) => ({ id, status: 'finished', decision: deletion(status, by, now) })),
    );
    await putIntoBin(tx, mayGo, { by, at: now });
    const said = ({ id, deletedFrom }: (typeof found)[number]): Deleted => {
      if (deletedFrom !== null) return 'already';
      return went.has(id) ? 'deleted' : 'open';
    };
    return new Map(found.map((chat) => [chat.id, said(chat)]));
  });
}

export type Restored = 'restored' | 'not_deleted';

/** Out of the bin, as it stood. */
export async function restore(pool: Pool, chat: Place, by: string): Promise<Restored> {
  return (await restoreChats(pool, [chat], by, { wait: true })).get(chat.id) ?? 'not_deleted';
}

/** The same of many; a chat that somebody has in hand just now is left out. */
export const restoreMany = (pool: Pool, chats: Place[], by: string): Promise<Map<string, Restored>> =>
  restoreChats(pool, chats, by, { wait: false });

/**
 * As they stood, with those of their operators who are still there. One that was open has a workflow again, unless its
 * client has begun another chat, or an earlier one of the same client's comes back open, too.
 */
function restoreChats(
  pool: Pool,
  chats: Place[],
  by: string,
  { wait }: { wait: boolean },
): Promise<Map<string, Restored>> {
  return inTransaction(pool, async (tx) => {
    const now = Date.now();
    const found = await findWithLock(tx, chats, { wait });
    const open = new Set<string>();
    const backing: { id: string; clientId: string; status: ChatStatus; decision: ReturnType<typeof restoration> }[] =
      [];
    for (const { id, clientId, deletedFrom, beganAnew } of found) {
      if (deletedFrom === null) continue;
      const decision = restoration(deletedFrom, beganAnew || open.has(clientId), by, now);
      const { to } = decision.reason;
      if (to !== 'finished') open.add(clientId);
      backing.push({ id, clientId, status: to, decision });
    }
    await recordWithoutRun(tx, backing);
    await takeOutOfBin(
      tx,
      backing.map(({ id }) => id),
    );
    await tellRestored(
      tx,
      backing.filter(({ status }) => status !== 'finished').map(({ id }) => id),
    );
    const back = new Set(backing.map(({ id }) => id));
    return new Map(found.map(({ id }) => [id, back.has(id) ? 'restored' : 'not_deleted']));
  });
}
