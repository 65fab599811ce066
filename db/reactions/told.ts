import { recordChange } from '#db/changes/record.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { Event, Owner } from '#db/inbound/events.ts';

/**
 * The page's own sign, as Meta tells it: put there by somebody in Meta's inbox, or by us. What a person wishes here and
 * what is on its way is newer.
 */
export async function keepPageReaction(tx: Sql, event: Event<'reaction'>, owner: Owner): Promise<void> {
  const { rows } = await tx.query<{ id: string; chat_id: string }>(
    `with about as (
       select id, chat_id, client_id, page_id from message
       where page_id = $1 and client_id = $2 and mid = $3 and kind <> 'unsent'
     ), put as (
       insert into page_reaction (message_id, client_id, page_id, emoji, sent_emoji, at, state)
       select id, client_id, page_id, $4, $4, $5, 'sent' from about
       on conflict (message_id) do update set emoji = excluded.emoji, sent_emoji = excluded.emoji, at = excluded.at,
         author_id = case when page_reaction.emoji is not distinct from excluded.emoji then page_reaction.author_id end
       where page_reaction.state = 'sent' and page_reaction.at < excluded.at returning message_id)
     select about.id, about.chat_id from about join put on put.message_id = about.id`,
    [owner.pageId, owner.clientId, event.mid, event.emoji, new Date(event.at)],
  );
  const [message] = rows;
  if (message)
    await recordChange(tx, [{ kind: 'message', pageId: owner.pageId, chatId: message.chat_id, ref: message.id }]);
}
