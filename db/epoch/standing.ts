import type { Sql } from '#db/connection/transaction.ts';
import type { Epoch } from '#workflows/chat/needs.ts';

/**
 * Names the present life of the database: another one after each start of its server, and after its tables were put
 * back from a copy. What goes out waits until the life it sees was compared with the engine's: an older copy knows of
 * sends as still to come.
 */
export const LIFE = `(extract(epoch from pg_postmaster_start_time())::text || ' ' ||
  pg_relation_filenode('installation'))`;

/** What PostgreSQL says of itself and of the engine. */
export interface Standing {
  /** Names the installation in the engine. */
  installation: string;
  /** The engine that was seen last, by the id of its namespace. */
  engine: string | null;
  /** Counted up in both stores, here first: the one that has fewer was put back to an older copy. */
  beat: number;
  /** The newest beat of the engine's that was seen when ours was counted; null: an older build counted it. */
  after: number | null;
  epoch: Epoch | null;
  /** The last epoch of which every open chat was told. */
  told: number;
  /** How far the telling of an epoch has come, by the chats' numbers; null: it never began. */
  telling: { epoch: number; after: number } | null;
  /** This life was compared. */
  isCompared: boolean;
}

export async function readStanding(sql: Sql): Promise<Standing> {
  await sql.query(
    `insert into installation (name, value) values ('id', to_jsonb(gen_random_uuid())) on conflict (name) do nothing`,
  );
  const { rows } = await sql.query<Standing>(
    `select ${fact('id')} #>> '{}' as installation, ${fact('engine')} #>> '{}' as engine,
       coalesce(${fact('beat')}, '0')::int as beat, ${fact('beat_after')}::int as after,
       ${fact('epoch')} as epoch,
       coalesce(${fact('epoch_told')}, '0')::int as told, ${fact('epoch_telling')} as telling,
         coalesce(${fact('life')} #>> '{}' = ${LIFE}, false) as "isCompared"`,
  );
  const standing = rows[0];
  if (!standing) throw new Error('the installation says nothing of itself');
  return standing;
}

function fact(name: string): string {
  return `(select value from installation where name = '${name}')`;
}

/** Counts on. It is said together with it which beat of the engine's it follows. */
export async function saveBeat(sql: Sql, beat: number, after: number): Promise<void> {
  await sql.query(
    `insert into installation (name, value) values ('beat', to_jsonb($1::int)), ('beat_after', to_jsonb($2::int))
     on conflict (name) do update set value = excluded.value`,
    [beat, after],
  );
}

/** This life of the database is the newest there is. */
export async function noteCompared(sql: Sql): Promise<void> {
  await sql.query(
    `insert into installation (name, value) values ('life', to_jsonb(${LIFE}))
     on conflict (name) do update set value = excluded.value`,
  );
}
