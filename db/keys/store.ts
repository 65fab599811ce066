import type { Sql } from '#db/connection/transaction.ts';

/** A data key as it is kept; `wrapped` is null once it is destroyed. */
interface KeptKey {
  id: string;
  clientId: string | null;
  wrapped: string | null;
  isCurrent: boolean;
}

const KEPT = `select id, client_id as "clientId", wrapped, retired_at is null as "isCurrent" from data_key`;
const CURRENT = 'retired_at is null';
/** A transaction that has begun before may be seen later. */
const OVERLAP = `interval '1 minute'`;

/** Where the data keys are kept; `platform/key-store.ts` says what each member is for. */
export function keyStore(sql: Sql) {
  const list = async (where: string, ...values: unknown[]): Promise<KeptKey[]> =>
    (await sql.query<KeptKey>(`${KEPT} where ${where}`, values)).rows;
  return {
    currentOr: (key: New) => currentOr(sql, key),
    find: async (id: string) => (await list('id = $1', id))[0] ?? null,
    wrappedBy: (keyIds: readonly string[], limit: number) =>
      list('wrapped_by = any($1) and wrapped is not null order by id limit $2', keyIds, limit),
    rewrap: (key: KeptKey, wrapped: string, wrappedBy: string) => rewrapKey(sql, key, wrapped, wrappedBy),
    endedSince: async (moment: Date | null) => {
      const { rows } = await sql.query<{ now: Date }>('select now() as now');
      const now = rows[0]?.now ?? new Date(0);
      const ended = 'retired_at is not null and coalesce(destroyed_at, retired_at)';
      return { now, keys: await list(`${ended} > $1::timestamptz - ${OVERLAP}`, moment ?? now) };
    },
  };
}

type New = { id: string; clientId: string | null; wrapped: string; wrappedBy: string };

async function currentOr(sql: Sql, { id, clientId, wrapped, wrappedBy }: New): Promise<KeptKey | null> {
  // Two conditions and not `is not distinct from`: that would read the whole table, at each client's first word.
  const { rows } = await sql.query<KeptKey>({
    name: clientId === null ? 'installation-key' : 'client-key',
    text: `with found as (
        ${KEPT} where ${clientId === null ? 'client_id is null and $2::uuid is null' : 'client_id = $2'} and ${CURRENT}
      ), made as (
        insert into data_key (id, client_id, wrapped, wrapped_by)
        select $1, $2, $3, $4 where not exists (select from found) on conflict do nothing returning id
      )
      select * from found union all select $1, $2, $3, true from made`,
    values: [id, clientId, wrapped, wrappedBy],
  });
  return rows[0] ?? null;
}

async function rewrapKey(sql: Sql, { id, wrapped: before }: KeptKey, after: string, by: string): Promise<void> {
  await sql.query('update data_key set wrapped = $3, wrapped_by = $4 where id = $1 and wrapped = $2', [
    id,
    before,
    after,
    by,
  ]);
}
