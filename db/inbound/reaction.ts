import { recordChange } from '#db/changes/record.ts';
import type { Sql } from '#db/pool.ts';
import { keepCorrection } from './correction.ts';
import type { Event, Owner } from './events.ts';

/** Shown at the message; it opens Meta's window, so an open chat hears of it, but it opens no chat. */
export async function keepReaction(tx: Sql, event: Event<'reaction'>, owner: Owner): Promise<void> {
  const { rows } = await tx.query<{ id: string; chat_id: string }>(
    'update message set reaction = $3 where page_id = $1 and mid = $2 returning id, chat_id',
    [owner.pageId, event.mid, event.emoji],
  );
  const message = rows[0];
  if (!message) return;
  await recordChange(tx, [{ kind: 'message', pageId: owner.pageId, chatId: message.chat_id, ref: message.id }]);
  if (event.emoji === null) return;
  await tx.query(
    `insert into chat_input (client_id, chat_id, kind, at, facts)
     select $1, id, 'client_acted', $2, '{"opens":"reaction"}' from chat where client_id = $1 and status <> 'finished'`,
    [owner.clientId, new Date(event.at)],
  );
}

/** Edits may overtake each other: only a newer one counts. */
export async function keepEdit(tx: Sql, event: Event<'edit'>, owner: Owner): Promise<void> {
  const { rows } = await tx.query<{ id: string; chat_id: string }>(
    `update message set text = $3, edits = $4, edited_at = $5
     where page_id = $1 and mid = $2 and edits < $4 returning id, chat_id`,
    [owner.pageId, event.mid, event.text, event.edits, new Date(event.at)],
  );
  for (const { id, chat_id } of rows) {
    await keepCorrection(tx, id, event, owner);
    await tx.query('update chat set version = version + 1 where id = $1', [chat_id]);
    await recordChange(tx, [
      { kind: 'message', pageId: owner.pageId, chatId: chat_id, ref: id },
      { kind: 'chat', pageId: owner.pageId, chatId: chat_id, ref: chat_id },
    ]);
  }
}
