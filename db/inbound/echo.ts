import { recordChange } from '#db/changes/record.ts';
import { insertChat } from '#db/decisions/target.ts';
import type { Sql } from '#db/pool.ts';
import type { Event, Owner } from './events.ts';
import { applyWatermarks } from './receipts.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An echo confirms our own message, however it stood with it, or tells that somebody answered in Meta's own apps. */
export async function keepEcho(tx: Sql, event: Event<'echo'>, owner: Owner): Promise<void> {
  if (await confirmOwn(tx, event, owner)) return;
  await keepForeign(tx, event, owner);
}

/**
 * Matched by the metadata we sent, since the echo may come before the Send API's answer; by mid for what was sent without.
 * A message that was to be tried again, or was believed failed, has arrived after all.
 */
async function confirmOwn(tx: Sql, event: Event<'echo'>, owner: Owner): Promise<boolean> {
  const id = event.metadata && UUID.test(event.metadata) ? event.metadata : null;
  const { rows } = await tx.query<{ id: string; chat_id: string }>(
    `update message set mid = coalesce(mid, $3), echo_at = coalesce(echo_at, $4), sent_at = coalesce(sent_at, now()),
       state = case when state in ('delivered', 'read') then state else 'sent' end, reason_code = null, reason_detail = null
     where client_id = $1 and direction = 'out' and (id = $2 or mid = $3) returning id, chat_id`,
    [owner.clientId, id, event.mid, new Date(event.at)],
  );
  const message = rows[0];
  if (!message) return false;
  await applyWatermarks(tx, owner);
  await tx.query('update chat set version = version + 1 where id = $1', [message.chat_id]);
  await recordChange(tx, [
    { kind: 'message', pageId: owner.pageId, chatId: message.chat_id, ref: message.id },
    { kind: 'chat', pageId: owner.pageId, chatId: message.chat_id, ref: message.chat_id },
  ]);
  return true;
}

/** Belongs to the open chat; else to the client's last one, which it does not open again. */
async function keepForeign(tx: Sql, event: Event<'echo'>, owner: Owner): Promise<void> {
  const found = await tx.query<{ id: string; status: string }>(
    `select id, status from chat where client_id = $1 order by (status <> 'finished') desc, created_at desc limit 1`,
    [owner.clientId],
  );
  const chat = found.rows[0] ?? { ...(await insertChat(tx, owner.clientId, owner.pageId)), status: 'new' };
  const open = chat.status !== 'finished';
  const { rows } = await tx.query<{ id: string }>(
    `insert into message (chat_id, client_id, page_id, direction, via, kind, text, attachments, state, at, mid, echo_at, sent_at, decided)
     values ($1, $2, $3, 'out', 'meta_inbox', $4, $5, $6, 'sent', $7, $8, $7, $7, $9)
     on conflict (page_id, mid) where mid is not null do nothing returning id`,
    [
      chat.id,
      owner.clientId,
      owner.pageId,
      event.attachments.length > 0 ? 'attachment' : 'text',
      event.text,
      JSON.stringify(event.attachments),
      new Date(event.at),
      event.mid,
      !open,
    ],
  );
  const id = rows[0]?.id;
  if (!id) return;
  if (open) {
    await tx.query(
      `insert into chat_input (client_id, chat_id, kind, message_id, at) values ($1, $2, 'answered_in_meta', $3, $4)`,
      [owner.clientId, chat.id, id, new Date(event.at)],
    );
  }
  await tx.query(
    'update chat set version = version + 1, last_contact_at = greatest(last_contact_at, $2) where id = $1',
    [chat.id, new Date(event.at)],
  );
  await recordChange(tx, [
    { kind: 'message', pageId: owner.pageId, chatId: chat.id, ref: id },
    { kind: 'chat', pageId: owner.pageId, chatId: chat.id, ref: chat.id },
  ]);
}
