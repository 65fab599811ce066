import type { Sql } from '#db/connection/transaction.ts';
import type { Saving } from '#workflows/chat/needs.ts';
import type { Decision } from '#workflows/chat/vocabulary.ts';
import { date } from './moment.ts';

/** Decisions by which the operators of a chat change. */
const CHANGING = new Set<Decision['kind']>(['joined', 'left', 'assigned', 'transferred']);

/** The operators as the chat has them now. */
export async function replaceOperators(tx: Sql, saving: Saving, chatId: string): Promise<void> {
  if (!saving.chat) return;
  const gone = saving.chat.gone?.map(({ id }) => id) ?? [];
  if (!saving.decisions.some(({ kind }) => CHANGING.has(kind))) return noteGone(tx, chatId, gone);
  const operators = saving.chat.operators;
  // Who stays is no new row: what is counted by operators is counted with each that goes or comes.
  await tx.query(
    `with left_it as (delete from chat_operator where chat_id = $1 and employee_id <> all($2::text[]))
     insert into chat_operator (chat_id, employee_id, since, position, gone_at)
     select $1, o.id, o.since, o.position - 1, case when o.id = any($4::text[]) then now() end
     from unnest($2::text[], $3::timestamptz[]) with ordinality as o (id, since, position)
     join employee on employee.id = o.id
     on conflict (chat_id, employee_id) do update set since = excluded.since, position = excluded.position,
       gone_at = excluded.gone_at`,
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
