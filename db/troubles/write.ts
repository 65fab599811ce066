import type { TroubleKind } from '#db/entities/trouble.ts';
import type { Sql } from '#db/connection/transaction.ts';

export interface Noticed {
  kind: TroubleKind;
  /** What it is about: an id of ours, never personal data. */
  ref: string;
  pageId?: string | null;
  /** A code, for words. */
  reason: string;
  /** An error's code or class; no texts of clients. */
  detail?: string | null;
}

/** Notes that something is not all right. Of one kind and one thing there is one; noticed again, it is counted. */
export async function noticeTrouble(sql: Sql, { kind, ref, pageId, reason, detail }: Noticed): Promise<void> {
  await sql.query(
    `insert into trouble (kind, ref, page_id, reason, detail) values ($1, $2, $3, $4, $5)
     on conflict (kind, ref) where ended_at is null do update set
       times = trouble.times + 1, seen_at = now(), reason = excluded.reason, detail = excluded.detail`,
    [kind, ref, pageId ?? null, reason, detail ?? null],
  );
}

/** It is all right again. `refs` absent: everything of this kind. */
export async function endTrouble(sql: Sql, kind: TroubleKind, refs?: string[]): Promise<number> {
  const { rowCount } = await sql.query(
    `update trouble set ended_at = now() where kind = $1 and ended_at is null
     and ($2::text[] is null or ref = any($2))`,
    [kind, refs ?? null],
  );
  return rowCount ?? 0;
}
