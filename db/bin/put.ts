import type { Sql } from '#db/connection/transaction.ts';
import type { ChatStatus } from '#workflows/chat/vocabulary.ts';

/** Who put a chat there, when, and how it stood before. */
export interface PutThere {
  by: string | null;
  at: number;
  status: ChatStatus;
}

/**
 * Into the bin: it stands in no list and is counted nowhere, and nobody is its operator. The client's row is in hand;
 * it is finished by now.
 */
export async function putIntoBin(tx: Sql, chatId: string, { by, at, status }: PutThere): Promise<void> {
  await tx.query(
    `with gone as (
       delete from chat_operator where chat_id = $1 returning employee_id, since, position
     ), put as (
       insert into deleted_chat (chat_id, at, by_id, status, operators)
       select $1, $2, $3, $4, coalesce((select jsonb_agg(jsonb_build_object('id', employee_id, 'since', since)
         order by position) from gone), '[]')
     )
     update chat set led = null where id = $1`,
    [chatId, new Date(at), by, status],
  );
}
