import type { Pool } from 'pg';
import { lockClient } from '#db/chats/lock-client.ts';
import { touchChat } from '#db/chats/touch.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import type { MessageState } from '#db/entities/message.ts';
import type { PageHealth } from '#db/entities/page.ts';
import { applyWatermarks } from '#db/inbound/receipts.ts';
import { tellOpen } from '#db/inbox/tell.ts';
import type { Outgoing } from './outgoing.ts';
import { setPage, hasNewToken } from './page-health.ts';

export interface Settlement {
  state: Extract<MessageState, 'queued' | 'failed' | 'held' | 'unknown'>;
  reason: string;
  detail: string | null;
  /** When the outbox, or the look-up of an unknown one, comes back to it. */
  againInMs: number | null;
  page?: { health: PageHealth; pausedMs: number | null };
}

type Ref = Pick<Outgoing, 'id' | 'clientId' | 'pageId' | 'chatId'>;
/** `sendingAt` says which attempt it was: what became of an older one changes nothing. */
export type Tried = Ref & Pick<Outgoing, 'sealedToken'> & Partial<Pick<Outgoing, 'sendingAt'>>;

/** Meta took it: `mid` is its name there. An echo may have told so before. */
export async function settleSent(pool: Pool, message: Ref, mid: string): Promise<void> {
  await inTransaction(pool, async (tx) => {
    await lockClient(tx, message.clientId);
    await tx.query(
      `delete from message where page_id = $1 and mid = $2 and id <> $3 and via in ('meta_inbox', 'other_app')`,
      [message.pageId, mid, message.id],
    );
    await tx.query(
      `update message set state = case when state in ('delivered', 'read') then state else 'sent' end,
         mid = coalesce(mid, $2), sent_at = coalesce(sent_at, now()), reason_code = null, reason_detail = null
           where id = $1`,
      [message.id, mid],
    );
    await applyWatermarks(tx, message);
    await setPage(tx, message.pageId, { health: 'ok', pausedMs: null }, null, ['paused']);
    await touchChat(tx, message, [message.id]);
  });
}

/**
 * Everything but success. Only while it is still where the caller believes: an echo may have settled it meanwhile.
 * Whoever comes late from a call knows better than those who gave it up.
 */
export async function settleMessage(
  pool: Pool,
  message: Tried,
  from: MessageState,
  wanted: Settlement,
): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    await lockClient(tx, message.clientId);
    const settlement = wanted.state === 'held' && (await hasNewToken(tx, message)) ? atOnce(wanted) : wanted;
    const { rowCount } = await tx.query(
      `update message set state = $3, reason_code = $4, reason_detail = $5,
         next_try_at = now() + make_interval(secs => $6::float / 1000),
         lookups = least(lookups, 1000) + case when $2 = 'unknown' and $3 = 'unknown' then 1 else 0 end
       where id = $1 and (state = $2 or $2 = 'sending' and state = 'unknown' and reason_detail = 'abandoned')
         and ($7::timestamptz is null or date_trunc('milliseconds', sending_at) = $7)`,
      [
        message.id,
        from,
        settlement.state,
        settlement.reason,
        settlement.detail,
        settlement.againInMs,
        message.sendingAt ?? null,
      ],
    );
    if (settlement.page) await setPage(tx, message.pageId, settlement.page, settlement.reason, ['ok', 'paused']);
    if (rowCount === 0) return false;
    if (settlement.state === 'failed') await tellFailed(tx, message, settlement.reason);
    await touchChat(tx, message, [message.id]);
    return true;
  });
}

function atOnce({ reason, detail }: Settlement): Settlement {
  return { state: 'queued', reason, detail, againInMs: 0 };
}

/** A final refusal is something the chat has to decide about: the client is still without an answer. */
async function tellFailed(tx: Sql, { id: messageId, clientId, chatId }: Ref, code: string): Promise<void> {
  const closes = code === 'window_closed' ? { closesWindow: true as const } : {};
  await tellOpen(tx, { clientId, chatId }, { kind: 'answer_failed', messageId, code, ...closes });
}
