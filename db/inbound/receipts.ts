import { touchChats } from '#db/chats/touch.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { Event, Owner } from './events.ts';

/** Everything up to the watermark is delivered; the mids, where Meta names them, are so in any case. */
export async function keepDelivery(tx: Sql, event: Event<'delivery'>, owner: Owner): Promise<void> {
  const watermark = event.watermark === null ? null : new Date(event.watermark);
  await tx.query('update client set delivered_watermark = greatest(delivered_watermark, $2) where id = $1', [
    owner.clientId,
    watermark,
  ]);
  const { rows } = await tx.query<Touched>(
    `update message set state = 'delivered', delivered_at = $3
     where client_id = $1 and direction = 'out' and state = 'sent' and mid = any($2::text[]) returning id, chat_id`,
    [owner.clientId, event.mids, watermark ?? new Date(event.at)],
  );
  await record(tx, owner, rows);
  await applyWatermarks(tx, owner);
}

export async function keepRead(tx: Sql, event: Event<'read'>, owner: Owner): Promise<void> {
  await tx.query('update client set read_watermark = greatest(read_watermark, $2) where id = $1', [
    owner.clientId,
    new Date(event.watermark),
  ]);
  await applyWatermarks(tx, owner);
}

/**
 * Brings sent messages up to the client's watermarks. Meta's clock against Meta's clock where the echo told it, else
 * the moment the Send API answered; receipts and echoes may come in any order.
 */
export async function applyWatermarks(tx: Sql, owner: Owner): Promise<void> {
  const { rows } = await tx.query<Touched>(
    `update message m set
       state = case when coalesce(m.echo_at, m.sent_at) <= c.read_watermark then 'read' else 'delivered' end,
       delivered_at = coalesce(m.delivered_at, c.delivered_watermark, c.read_watermark),
       read_at = case when coalesce(m.echo_at, m.sent_at) <= c.read_watermark then c.read_watermark end
     from client c
     where c.id = $1 and m.client_id = c.id and m.direction = 'out' and m.state in ('sent', 'delivered')
       and (coalesce(m.echo_at, m.sent_at) <= c.read_watermark
         or (m.state = 'sent' and coalesce(m.echo_at, m.sent_at) <= c.delivered_watermark))
     returning m.id, m.chat_id`,
    [owner.clientId],
  );
  await record(tx, owner, rows);
}

interface Touched {
  id: string;
  chat_id: string;
}

async function record(tx: Sql, owner: Owner, touched: Touched[]): Promise<void> {
  if (touched.length === 0) return;
  const messages = touched.map(({ id, chat_id: chatId }) => ({ id, chatId }));
  await touchChats(tx, owner.pageId, [...new Set(messages.map(({ chatId }) => chatId))], messages);
}
