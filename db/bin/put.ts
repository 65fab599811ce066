import type { Sql } from '#db/connection/transaction.ts';
import type { ChatStatus } from '#workflows/chat/vocabulary.ts';

/**
 * Into the bin: they stand in no list and are counted nowhere, and nobody is their operator. `status` is how each stood
 * before. Their clients' rows are in hand; they are finished by now.
 */
export async function putIntoBin(
  tx: Sql,
  chats: { id: string; status: ChatStatus }[],
  { by, at }: { by: string | null; at: number },
): Promise<void> {
  if (chats.length === 0) return;
  await tx.query(
    `with gone as (
       delete from chat_operator where chat_id = any($1::uuid[]) returning chat_id, employee_id, since, position
     ), put as (
       insert into deleted_chat (chat_id, at, by_id, status, operators)
       select chat.id, $3, $4, chat.status, coalesce((select jsonb_agg(jsonb_build_object('id', employee_id, 'since',
         since) order by position) from gone where gone.chat_id = chat.id), '[]')
       from unnest($1, $2::text[]) as chat (id, status)
     )
     update chat set led = null where id = any($1)`,
    [chats.map(({ id }) => id), chats.map(({ status }) => status), new Date(at), by],
  );
}

/** The chats' own rows come first: what their operators' rows know of them is read from there. */
export async function takeOutOfBin(tx: Sql, chatIds: string[]): Promise<void> {
  if (chatIds.length === 0) return;
  await tx.query(
    `update chat set led = false, finished_by_id = case when chat.status = 'finished' then
         coalesce(finished_by_id, d.by_id) end,
       finished_at = case when chat.status = 'finished' then coalesce(finished_at, d.at) end
     from deleted_chat d where d.chat_id = chat.id and chat.id = any($1::uuid[])`,
    [chatIds],
  );
  await tx.query(
    `with kept as (delete from deleted_chat where chat_id = any($1::uuid[]) returning chat_id, operators)
     insert into chat_operator (chat_id, employee_id, since, position)
     select kept.chat_id, e.id, (o.one ->> 'since')::timestamptz,
       row_number() over (partition by kept.chat_id order by o.position) - 1
     from kept cross join jsonb_array_elements(kept.operators) with ordinality o (one, position)
       join employee e on e.id = o.one ->> 'id'`,
    [chatIds],
  );
}
