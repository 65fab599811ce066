import type { Pool } from 'pg';
import type { Meaning, RecordKind } from '#db/entities/records/source.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { movedTo } from './order.ts';

export interface StatusRow {
  id: string;
  kind: RecordKind;
  meaning: Meaning;
  /** Empty: it is called by its meaning. */
  name: string;
  archivedAt: Date | null;
}

const COLUMNS = 'id, kind, meaning, name, archived_at as "archivedAt"';

/** In their order, archived ones last. */
export async function listStatuses(sql: Sql, kind: RecordKind | null): Promise<StatusRow[]> {
  const { rows } = await sql.query<StatusRow>(
    `select ${COLUMNS} from record_status where $1::text is null or kind = $1
     order by kind, archived_at is not null, position, id`,
    [kind],
  );
  return rows;
}

export async function findStatus(sql: Sql, id: string): Promise<StatusRow | null> {
  return (await sql.query<StatusRow>(`select ${COLUMNS} from record_status where id = $1`, [id])).rows[0] ?? null;
}

/** The first in use with that meaning: what is made begins with it. */
export async function firstStatus(sql: Sql, kind: RecordKind, meaning: Meaning): Promise<StatusRow> {
  const { rows } = await sql.query<StatusRow>(
    `select ${COLUMNS} from record_status where kind = $1 and meaning = $2 and archived_at is null
     order by position, id limit 1`,
    [kind, meaning],
  );
  const [first] = rows;
  if (!first) throw new Error(`no status of ${kind} means ${meaning}`);
  return first;
}

export type NewStatus = Pick<StatusRow, 'kind' | 'meaning' | 'name'>;

export async function insertStatus(pool: Pool, { kind, meaning, name }: NewStatus): Promise<StatusRow> {
  const { rows } = await pool.query<StatusRow>(
    `insert into record_status (kind, meaning, name, position)
     values ($1, $2, $3, (select coalesce(max(position), 0) + 1 from record_status where kind = $1))
     returning ${COLUMNS}`,
    [kind, meaning, name],
  );
  const [added] = rows;
  if (!added) throw new Error('the status was not kept');
  return added;
}

export interface StatusChange {
  name?: string | undefined;
  archived?: boolean | undefined;
  /** Before that one; null: to the end. */
  before?: string | null | undefined;
}

/** `last`: no other one in use has its meaning, so it stays. */
export async function updateStatus(pool: Pool, id: string, change: StatusChange): Promise<StatusRow | 'last' | null> {
  return inTransaction(pool, async (tx) => {
    await tx.query('lock table record_status in share row exclusive mode');
    const was = await findStatus(tx, id);
    if (!was) return null;
    const archived = change.archived ?? was.archivedAt !== null;
    if (archived && was.archivedAt === null && (await isLast(tx, was))) return 'last';
    await tx.query(
      `update record_status set name = $2, archived_at = case when $3 then coalesce(archived_at, now()) end
       where id = $1`,
      [id, change.name ?? was.name, archived],
    );
    if (change.before !== undefined) await movedTo(tx, 'record_status', id, change.before);
    return findStatus(tx, id);
  });
}

async function isLast(tx: Sql, { id, kind, meaning }: StatusRow): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select 1 from record_status where kind = $2 and meaning = $3 and archived_at is null and id <> $1`,
    [id, kind, meaning],
  );
  return rowCount === 0;
}
