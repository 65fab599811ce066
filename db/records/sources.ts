import type { Pool } from 'pg';
import type { RecordKind } from '#db/entities/records/source.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { movedTo } from './order.ts';

export interface SourceRow {
  id: string;
  kind: RecordKind;
  name: string;
  archivedAt: Date | null;
}

const COLUMNS = 'id, kind, name, archived_at as "archivedAt"';

/** In their order, archived ones last. */
export async function listSources(sql: Sql, kind: RecordKind | null): Promise<SourceRow[]> {
  const { rows } = await sql.query<SourceRow>(
    `select ${COLUMNS} from source where $1::text is null or kind = $1
     order by kind, archived_at is not null, position, id`,
    [kind],
  );
  return rows;
}

export async function findSource(sql: Sql, id: string): Promise<SourceRow | null> {
  return (await sql.query<SourceRow>(`select ${COLUMNS} from source where id = $1`, [id])).rows[0] ?? null;
}

/** Null where one of that name is in use. */
export async function insertSource(pool: Pool, kind: RecordKind, name: string): Promise<SourceRow | null> {
  const { rows } = await pool.query<SourceRow>(
    `insert into source (kind, name, position)
     values ($1, $2, (select coalesce(max(position), 0) + 1 from source where kind = $1))
     on conflict (kind, fold(name)) where archived_at is null do nothing returning ${COLUMNS}`,
    [kind, name],
  );
  return rows[0] ?? null;
}

export interface SourceChange {
  name?: string | undefined;
  archived?: boolean | undefined;
  /** Before that one; null: to the end. */
  before?: string | null | undefined;
}

/** `taken`: another one in use has that name. */
export async function updateSource(pool: Pool, id: string, change: SourceChange): Promise<SourceRow | 'taken' | null> {
  return inTransaction(pool, async (tx) => {
    await tx.query('lock table source in share row exclusive mode');
    const was = await findSource(tx, id);
    if (!was) return null;
    const name = change.name ?? was.name;
    const archived = change.archived ?? was.archivedAt !== null;
    if (!archived && (await isTaken(tx, was, name))) return 'taken';
    await tx.query(
      `update source set name = $2, archived_at = case when $3 then coalesce(archived_at, now()) end where id = $1`,
      [id, name, archived],
    );
    if (change.before !== undefined) await movedTo(tx, 'source', id, change.before);
    return findSource(tx, id);
  });
}

async function isTaken(tx: Sql, { id, kind }: SourceRow, name: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select 1 from source where kind = $2 and fold(name) = fold($3) and archived_at is null and id <> $1`,
    [id, kind, name],
  );
  return rowCount !== 0;
}
