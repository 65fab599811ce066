import { decided } from '#db/chats/summary.ts';
import { NEWER } from '#db/chats/touch.ts';
import { type Sql } from '#db/connection/transaction.ts';
import type { Saving } from '#workflows/chat/needs.ts';
import type { Decision } from '#workflows/chat/vocabulary.ts';
import { type Kin } from './lineage.ts';
import { date } from './moment.ts';

export async function updateChat(tx: Sql, saving: Saving, chatId: string, trail: Kin[] | null): Promise<void> {
  const chat = saving.chat;
  if (!chat) return;
  await tx.query(
    `update chat set status = $2, window_until = $4, window_reason = $5, deadlines = $6, finished_at = $7,
       finished_by_id = $8, seq = $10, state = $11, opened_by = $12, phase = $14, no_contact = $15, rung = $16,
       trail = $17, window_possible_until = $18,
       ${NEWER}, ${decided({ waiting: '$3', contact: '$9', unread: '$13' })} where id = $1`,
    [
      chatId,
      chat.status,
      date(chat.waitingSince),
      date(chat.window?.until ?? null),
      chat.window?.reason ?? null,
      JSON.stringify(saving.deadlines),
      chat.status === 'finished' ? date(saving.decisions.find((d) => d.kind === 'finished')?.at ?? null) : null,
      saving.finishedBy,
      date(chat.lastContactAt),
      chat.seq,
      JSON.stringify({ ...saving.carried, chat: { ...chat, chatId } }),
      chat.openedBy,
      saving.unreadAfterAnswer,
      chat.phase ?? 'open',
      chat.noContact ?? false,
      chat.waitingSince === null ? 0 : (chat.ladder?.steps ?? 0),
      trail && JSON.stringify(trail),
      date(chat.window?.possible ?? null),
    ],
  );
}

/** Decisions by which the operators of a chat change. */
const CHANGING = new Set<Decision['kind']>(['joined', 'left', 'assigned']);

export async function replaceOperators(tx: Sql, saving: Saving, chatId: string): Promise<void> {
  if (!saving.chat) return;
  const gone = saving.chat.gone?.map(({ id }) => id) ?? [];
  if (!saving.decisions.some(({ kind }) => CHANGING.has(kind))) return noteGone(tx, chatId, gone);
  await tx.query('delete from chat_operator where chat_id = $1', [chatId]);
  const operators = saving.chat.operators;
  await tx.query(
    `insert into chat_operator (chat_id, employee_id, since, position, gone_at)
     select $1, o.id, o.since, o.position - 1, case when o.id = any($4::text[]) then now() end
     from unnest($2::text[], $3::timestamptz[]) with ordinality as o (id, since, position)
     join employee on employee.id = o.id`,
    [chatId, operators.map(({ id }) => id), operators.map(({ since }) => date(since)), gone],
  );
}

/** Of whom the chat knows that they are away for long: it has to hear when they are back. */
async function noteGone(tx: Sql, chatId: string, gone: string[]): Promise<void> {
  if (gone.length === 0) return;
  await tx.query(
    'update chat_operator set gone_at = now() where chat_id = $1 and employee_id = any($2::text[]) and gone_at is null',
    [chatId, gone],
  );
}
