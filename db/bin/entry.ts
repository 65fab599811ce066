import { NEWER } from '#db/chats/touch.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { NO_RUN } from '#workflows/chat/vocabulary.ts';
import type { ChatStatus, DecisionOf } from '#workflows/chat/vocabulary.ts';

/** What was decided about a chat, and how it stands after it. */
interface Recorded {
  id: string;
  status: ChatStatus;
  decision: DecisionOf<'deleted' | 'restored' | 'lead_settled'>;
}

/**
 * What was decided about chats without their workflows: the next of the decisions of each, and the state it would go on
 * with, which does nothing by itself until a workflow takes it up. Like every save it stands in the trail, so that a
 * task of a former workflow cannot be taken for the newest.
 */
export async function recordWithoutRun(tx: Sql, chats: Recorded[]): Promise<void> {
  if (chats.length === 0) return;
  await tx.query(
    `with given as (
       select * from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::jsonb[])
         as g (id, status, at, kind, by_id, reason)
     ), sought as (
       delete from waiting_room where chat_id = any($1)
     ), noted as (
       update chat set status = given.status, seq = seq + 1, deadlines = '[]', ${NEWER},
         state = case when state -> 'chat' ->> 'v' is null then state
           else jsonb_set(state, '{chat}', (state -> 'chat') - '{ending,wanted}'::text[]
             || jsonb_build_object('status', given.status, 'seq', seq + 1)) end,
         trail = trail || jsonb_build_object('seq', seq + 1, 'token', gen_random_uuid()::text, 'run', $7::text,
           'final', true, 'inputs', '[]'::jsonb)
       from given where chat.id = given.id returning chat.id, chat.page_id, chat.seq
     ), entry as (
       insert into timeline (chat_id, seq, n, at, kind, by_id, reason)
       select id, seq, 0, at, kind, by_id, reason from noted join given using (id)
       returning id, chat_id
     )
     insert into change (kind, page_id, chat_id, ref)
     select 'entry', noted.page_id, noted.id, entry.id::text from entry join noted on noted.id = entry.chat_id
     union all select 'chat', page_id, id, id::text from noted`,
    [
      chats.map(({ id }) => id),
      chats.map(({ status }) => status),
      chats.map(({ decision }) => new Date(decision.at)),
      chats.map(({ decision }) => decision.kind),
      chats.map(({ decision }) => decision.by ?? null),
      chats.map(({ decision }) => JSON.stringify(decision.reason)),
      NO_RUN,
    ],
  );
}
