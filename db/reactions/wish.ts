import type { Pool } from 'pg';
import { recordChange } from '#db/changes/record.ts';
import { lockClient } from '#db/chats/lock-client.ts';
import { inTransaction } from '#db/connection/transaction.ts';

export interface Wish {
  chatId: string;
  clientId: string;
  pageId: string;
  messageId: string;
  authorId: string;
  /** null: none. */
  emoji: string | null;
}

export type Wished = 'wished' | 'CHAT_FINISHED' | 'WINDOW_CLOSED' | 'NOT_REACTABLE';

/**
 * Keeps which sign a person wants the page to put to a message. While an earlier wish is on its way, this one waits for
 * what becomes of that, so that Meta hears them in their order.
 */
export async function wishReaction(pool: Pool, wish: Wish): Promise<Wished> {
  return inTransaction(pool, async (tx) => {
    await lockClient(tx, wish.clientId);
    const { rows } = await tx.query<{ finished: boolean; closed: boolean; known: boolean }>(
      `select c.status = 'finished' as finished,
         c.window_until is not null and greatest(c.window_until, c.window_possible_until) <= now() as closed,
         m.mid is not null and m.kind <> 'unsent' as known
       from chat c left join message m on m.chat_id = c.id and m.id = $2 where c.id = $1`,
      [wish.chatId, wish.messageId],
    );
    const [place] = rows;
    if (!place?.known) return 'NOT_REACTABLE';
    if (place.finished) return 'CHAT_FINISHED';
    if (place.closed) return 'WINDOW_CLOSED';
    await tx.query(
      `insert into page_reaction (message_id, client_id, page_id, author_id, emoji, at, state)
       values ($1, $2, $3, $4, $5, clock_timestamp(), 'queued')
       on conflict (message_id) do update set author_id = excluded.author_id, emoji = excluded.emoji, at = excluded.at,
         wish = page_reaction.wish + 1, attempts = 0, next_try_at = null, reason_code = null,
         state = case when page_reaction.state = 'sending' then 'sending' else 'queued' end`,
      [wish.messageId, wish.clientId, wish.pageId, wish.authorId, wish.emoji],
    );
    const { pageId, chatId, messageId: ref } = wish;
    await recordChange(tx, [{ kind: 'message', pageId, chatId, ref }]);
    return 'wished';
  });
}
