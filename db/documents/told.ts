import type { Sql } from '#db/connection/transaction.ts';

/** Windows that show it hear that something of it is otherwise, and so do those that show a message with it. */
export async function tellDocument(tx: Sql, id: string): Promise<void> {
  await tx.query(
    `insert into change (kind, page_id, chat_id, ref)
     select 'document', null, null, $1::uuid::text
     union all select 'message', m.page_id, m.chat_id, m.id::text
     from document_sending s join message m on m.id = s.message_id where s.document_id = $1::uuid`,
    [id],
  );
}
