import type { ChangeKind } from '#db/entities/change.ts';
import type { Sql } from '#db/connection/transaction.ts';

export interface ChangeRow {
  kind: ChangeKind;
  /** Whose people may see it; null: everybody. */
  pageId: string | null;
  chatId: string | null;
  /** Id of what changed. */
  ref: string;
}

/** Writes to the feed inside the transaction of the change itself. */
export async function recordChange(tx: Sql, changes: ChangeRow[]): Promise<void> {
  if (changes.length === 0) return;
  await tx.query(
    `insert into change (kind, page_id, chat_id, ref) select *
     from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[])`,
    [
      changes.map(({ kind }) => kind),
      changes.map(({ pageId }) => pageId),
      changes.map(({ chatId }) => chatId),
      changes.map(({ ref }) => ref),
    ],
  );
}
