import { randomUUID } from 'node:crypto';
import { NEWER } from '#db/chats/touch.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { NO_RUN } from '#workflows/chat/vocabulary.ts';
import type { ChatStatus, DecisionOf } from '#workflows/chat/vocabulary.ts';

/**
 * What was decided about a chat that has no workflow: the next of its decisions, and the state it would go on with.
 * Like every save it stands in the trail, so that a task of a former workflow cannot be taken for the newest.
 */
export async function recordWithoutRun(
  tx: Sql,
  { chatId, pageId }: { chatId: string; pageId: string },
  status: ChatStatus,
  { at, kind, by, reason }: DecisionOf<'deleted' | 'restored'>,
): Promise<void> {
  await tx.query(
    `with noted as (
       update chat set status = $2, seq = seq + 1, ${NEWER},
         state = case when state -> 'chat' ->> 'v' is null then state
           else jsonb_set(state, '{chat}',
             state -> 'chat' || jsonb_build_object('status', $2::text, 'seq', seq + 1)) end,
         trail = trail || jsonb_build_object('seq', seq + 1, 'token', $3::text, 'run', $4::text, 'final', true,
           'inputs', '[]'::jsonb)
       where id = $1 returning seq
     ), entry as (
       insert into timeline (chat_id, seq, n, at, kind, by_id, reason) select $1, seq, 0, $5, $6, $7, $8 from noted
       returning id
     )
     insert into change (kind, page_id, chat_id, ref)
     select 'entry', $9::uuid, $1::uuid, id::text from entry union all select 'chat', $9, $1, $1::text`,
    [chatId, status, randomUUID(), NO_RUN, new Date(at), kind, by ?? null, JSON.stringify(reason), pageId],
  );
}
