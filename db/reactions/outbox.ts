import type { Pool } from 'pg';
import { recordChange } from '#db/changes/record.ts';
import { inTransaction } from '#db/connection/transaction.ts';

/** A sign on its way to Meta. */
export interface OutgoingReaction {
  messageId: string;
  chatId: string;
  pageId: string;
  mid: string | null;
  emoji: string | null;
  wish: number;
  attempts: number;
  psid: string;
  pageFacebookId: string;
  sealedToken: string;
}

/**
 * Takes signs to send. What a process took that was killed is taken again after `abandonedMs`, longer than any call
 * lasts: a sign that is there already is put there once more, which changes nothing.
 */
export async function claimReactions(pool: Pool, limit: number, abandonedMs: number): Promise<OutgoingReaction[]> {
  const { rows } = await pool.query<OutgoingReaction>({
    name: 'claim-reactions',
    text: `with due as (
        select r.message_id from page_reaction r join page p on p.id = r.page_id
        where (r.state = 'queued' and (r.next_try_at is null or r.next_try_at <= now())
            or r.state = 'sending' and r.sending_at <= now() - make_interval(secs => $2::float / 1000))
          and p.health = 'ok' and not p.checking
        order by r.at limit $1 for update of r skip locked
      ), claimed as (
        update page_reaction r set state = 'sending', sending_at = now(), attempts = least(r.attempts, 1000) + 1
        from due where due.message_id = r.message_id returning r.*
      )
      select m.id as "messageId", m.chat_id as "chatId", m.page_id as "pageId", m.mid, r.emoji, r.wish, r.attempts,
        c.psid, p.facebook_id as "pageFacebookId", p.sealed_token as "sealedToken"
      from claimed r join message m on m.id = r.message_id join client c on c.id = m.client_id
        join page p on p.id = m.page_id order by r.at`,
    values: [limit, abandonedMs],
  });
  return rows;
}

export interface ReactionSettlement {
  state: 'sent' | 'queued' | 'failed';
  reason: string | null;
  againInMs: number | null;
}

/** What became of it; where somebody wished otherwise meanwhile, that goes out next. */
export async function settleReaction(pool: Pool, one: OutgoingReaction, became: ReactionSettlement): Promise<void> {
  await inTransaction(pool, async (tx) => {
    await tx.query(
      `update page_reaction set state = case when wish = $2 then $3 else 'queued' end,
         reason_code = case when wish = $2 then $4 end,
         next_try_at = case when wish = $2 then now() + make_interval(secs => $5::float / 1000) end,
         sent_emoji = case when $3 = 'sent' then $6 else sent_emoji end
       where message_id = $1 and state = 'sending'`,
      [one.messageId, one.wish, became.state, became.reason, became.againInMs, one.emoji],
    );
    const { pageId, chatId, messageId: ref } = one;
    await recordChange(tx, [{ kind: 'message', pageId, chatId, ref }]);
  });
}
