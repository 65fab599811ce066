import type { TroubleKind } from '#db/entities/trouble.ts';
import type { Sql } from '#db/connection/transaction.ts';

/** Ends those of a kind that are about something else than these. */
export async function endOtherTroubles(sql: Sql, kind: TroubleKind, refs: string[]): Promise<void> {
  await sql.query('update trouble set ended_at = now() where kind = $1 and ended_at is null and not ref = any($2)', [
    kind,
    refs,
  ]);
}

/** What happened and is over is news for a day. */
export async function endOldNews(sql: Sql, kinds: TroubleKind[]): Promise<void> {
  await sql.query(
    `update trouble set ended_at = now() where kind = any($1) and ended_at is null
     and seen_at < now() - interval '1 day'`,
    [kinds],
  );
}
