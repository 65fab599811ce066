import type { Sql } from '#db/connection/transaction.ts';
import { type Input, isInput } from '#workflows/chat/vocabulary.ts';

/**
 * What the chat was told, in order; but not who was chosen as its operator: that depends on the settings; nor what
 * only another build understands.
 */
export async function readInputs(sql: Sql, chatId: string, limit: number): Promise<Input[]> {
  const { rows } = await sql.query<{ input: unknown }>(
    `select (facts || jsonb_build_object('id', id::int, 'chatId', chat_id, 'kind', kind, 'at', ${millis('at')})
       || case when message_id is null then '{}' else jsonb_build_object('messageId', message_id) end) as input
     from chat_input where chat_id = $1 and kind not in ('operator_assigned', 'operator_not_found')
     order by chat_input.id limit $2`,
    [chatId, limit],
  );
  return rows.map(({ input }) => input).filter(isInput);
}

/** The database keeps thousandths of a millisecond, a chat does not. */
export const millis = (column: string): string => `floor(extract(epoch from ${column}) * 1000)::float8`;
