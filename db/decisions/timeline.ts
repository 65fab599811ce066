import { recordChange } from '#db/changes/record.ts';
import { type Sql } from '#db/connection/transaction.ts';
import type { Saving } from '#workflows/chat/needs.ts';
import { date } from './moment.ts';

export async function recordDecisions(tx: Sql, saving: Saving, pageId: string, chatId: string): Promise<void> {
  for (const [n, decision] of saving.decisions.entries()) {
    const { rows } = await tx.query<{ id: string }>(
      `insert into timeline (chat_id, seq, n, at, kind, by_id, about_id, reason, due_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (chat_id, seq, n) do update set
         at = excluded.at, kind = excluded.kind, by_id = excluded.by_id,
         about_id = excluded.about_id, reason = excluded.reason, due_at = excluded.due_at returning id`,
      [
        chatId,
        saving.chat?.seq,
        n,
        date(decision.at),
        decision.kind,
        decision.by ?? null,
        decision.about ?? null,
        decision.reason ?? null,
        date(decision.dueAt ?? null),
      ],
    );
    const id = rows[0]?.id;
    if (id) await recordChange(tx, [{ kind: 'entry', pageId, chatId, ref: id }]);
  }
  // A first try of the same task may have decided more.
  await tx.query('delete from timeline where chat_id = $1 and (seq > $2 or (seq = $2 and n >= $3))', [
    chatId,
    saving.chat?.seq,
    saving.decisions.length,
  ]);
}
