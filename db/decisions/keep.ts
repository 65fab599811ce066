import { decided } from '#db/chats/summary.ts';
import { NEWER } from '#db/chats/touch.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { Saving } from '#workflows/chat/needs.ts';
import type { ChatState } from '#workflows/chat/vocabulary.ts';
import type { Kin } from './lineage.ts';
import { date } from './moment.ts';

interface Place {
  pageId: string;
  chatId: string;
}

/**
 * What every save of a chat does, in one statement: the inputs and their messages are settled, the chat's row and its
 * state are written, its decisions stand in the timeline, and the feed says so. A first try of the same task may have
 * decided more, and begun another search for an operator than the one that goes on.
 */
export async function keepDecisions(
  tx: Sql,
  saving: Saving,
  { pageId, chatId }: Place,
  trail: Kin[] | null,
): Promise<void> {
  const { chat, decisions } = saving;
  if (!chat) return;
  await tx.query({
    name: 'keep-decisions',
    text: KEEP,
    values: [
      chatId,
      saving.clientId,
      saving.inputs,
      saving.messages,
      pageId,
      chat.wanted?.ask ?? null,
      ...rowOf(saving, chat, chatId),
      trail && JSON.stringify(trail),
      decisions.map(({ at }) => date(at)),
      decisions.map(({ kind }) => kind),
      decisions.map(({ by }) => by ?? null),
      decisions.map(({ about }) => about ?? null),
      decisions.map(({ reason }) => (reason ? JSON.stringify(reason) : null)),
      decisions.map(({ dueAt }) => date(dueAt ?? null)),
    ],
  });
}

/** The chat's own row, from `$7` on. */
function rowOf(saving: Saving, chat: ChatState, chatId: string) {
  return [
    chat.status,
    date(chat.waitingSince),
    date(chat.window?.until ?? null),
    chat.window?.reason ?? null,
    date(chat.window?.possible ?? null),
    JSON.stringify(saving.deadlines),
    chat.status === 'finished' ? date(saving.decisions.find(({ kind }) => kind === 'finished')?.at ?? null) : null,
    saving.finishedBy,
    date(chat.lastContactAt),
    chat.seq,
    JSON.stringify({ ...saving.carried, chat: { ...chat, chatId } }),
    chat.openedBy,
    saving.unreadAfterAnswer,
    chat.phase ?? 'open',
    chat.noContact ?? false,
    chat.waitingSince === null ? 0 : (chat.ladder?.steps ?? 0),
  ] as const;
}

const KEEP = `
  with inputs as (
    update chat_input set decided_at = now() where id = any($3::bigint[]) and client_id = $2
  ), said as (
    update message set decided = true, chat_id = $1 where id = any($4::uuid[])
  ), sought as (
    delete from waiting_room where chat_id = $1 and ask is distinct from $6
  ), chat as (
    update chat set status = $7, window_until = $9, window_reason = $10, window_possible_until = $11, deadlines = $12,
      finished_at = $13, finished_by_id = $14, seq = $16, state = $17, opened_by = $18, phase = $20, no_contact = $21,
      rung = $22, trail = $23, ${NEWER},
      ${decided({ waiting: '$8', contact: '$15', unread: '$19', now: '$4' })} where id = $1
  ), entry as (
    insert into timeline (chat_id, seq, n, at, kind, by_id, about_id, reason, due_at)
    select $1, $16, n - 1, at, kind, by_id, about_id, reason, due_at
    from unnest($24::timestamptz[], $25::text[], $26::text[], $27::text[], $28::jsonb[], $29::timestamptz[])
      with ordinality as d (at, kind, by_id, about_id, reason, due_at, n)
    on conflict (chat_id, seq, n) do update set at = excluded.at, kind = excluded.kind, by_id = excluded.by_id,
      about_id = excluded.about_id, reason = excluded.reason, due_at = excluded.due_at returning id, n
  ), undone as (
    delete from timeline where chat_id = $1 and (seq > $16 or (seq = $16 and n >= cardinality($25::text[])))
  )
  insert into change (kind, page_id, chat_id, ref)
  select * from (select 'entry', $5::uuid, $1::uuid, id::text from entry order by n) entries
  union all select 'chat', $5, $1, $1::text`;
