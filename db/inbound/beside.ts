import { touchChat } from '#db/chats/touch.ts';
import type { MessageKind, MessageVia } from '#db/entities/message.ts';
import { keepSources } from '#db/files/fetching.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { Event, Owner } from './events.ts';

/** A chat of the client's: the open one, else the last one that is not deleted, which this does not open again. */
export interface Place {
  id: string;
  open: boolean;
}

export async function findPlace(tx: Sql, { clientId }: Owner): Promise<Place | null> {
  const { rows } = await tx.query<Place>(
    `select id, status <> 'finished' as open from chat where client_id = $1 and led is not null
     order by (status <> 'finished') desc, created_at desc limit 1`,
    [clientId],
  );
  return rows[0] ?? null;
}

export interface Shown extends Pick<Event<'echo'>, 'text' | 'attachments' | 'sources' | 'at'> {
  mid: string | null;
  replyToMid?: string | null;
  key: string | null;
  via: Extract<MessageVia, 'desk' | 'meta_inbox' | 'other_app' | 'client'>;
  kind: MessageKind;
  /** The chat's workflow hears nothing of it. */
  decided: boolean;
}

/** Puts something into a chat that is shown there and counts for nothing; null when it is there already. */
export async function showIn(tx: Sql, owner: Owner, place: Place, shown: Shown): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into message (chat_id, client_id, page_id, direction, via, kind, text, attachments, state, at, mid,
     key, echo_at, sent_at, decided, reply_to_mid)
     values
     ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14, $15) on conflict do nothing returning id`,
    [
      place.id,
      owner.clientId,
      owner.pageId,
      shown.via === 'client' ? 'in' : 'out',
      shown.via,
      shown.kind,
      shown.text,
      JSON.stringify(shown.attachments),
      shown.via === 'client' ? 'received' : 'sent',
      new Date(shown.at),
      shown.mid,
      shown.key,
      shown.via === 'client' ? null : new Date(shown.at),
      shown.decided,
      shown.replyToMid ?? null,
    ],
  );
  const id = rows[0]?.id ?? null;
  if (id === null) return null;
  await keepSources(tx, id, shown.sources ?? []);
  await touchChat(tx, { pageId: owner.pageId, chatId: place.id }, [id]);
  return id;
}

/** A mark the client gave: seen in their chat, and no request for anything. Without a chat the raw event has it. */
export async function keepBeside(tx: Sql, event: Event<'message'>, owner: Owner): Promise<void> {
  const place = await findPlace(tx, owner);
  if (!place) return;
  const { text, attachments, sources = [], at, mid, key, messageKind: kind } = event;
  await showIn(tx, owner, place, {
    text,
    attachments,
    sources,
    at,
    mid,
    key: mid ? null : key,
    kind,
    via: 'client',
    decided: true,
  });
}
