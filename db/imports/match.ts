import type { Sql } from '#db/connection/transaction.ts';

/** One import brings in at a time: what one has just made the next one finds. */
export async function oneAtATime(tx: Sql): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('imports'))`);
}

/** Whose phones and e-mails these are. */
export async function contactsWith(tx: Sql, keys: readonly string[]): Promise<{ key: string; id: string }[]> {
  const { rows } = await tx.query<{ key: string; id: string }>(
    `select p.value as key, k.id from contact_point p join contact k on k.id = p.contact_id
     where p.kind = any('{phone,email}') and p.value = any($1::text[]) and k.merged_into_id is null
     order by k.created_at, k.id`,
    [keys],
  );
  return rows;
}

/** Rows that were brought in already, in whatever file, and whom they made or changed, who is there still. */
export async function broughtBefore(tx: Sql, hashes: readonly string[]): Promise<{ hash: string; id: string }[]> {
  const { rows } = await tx.query<{ hash: string; id: string }>(
    `select r.hash, k.id from contact_import_row r join contact k on k.id = r.contact_id
     where r.hash = any($1::text[]) and r.result in ('made', 'changed') and r.undone is null and r.hash is not null`,
    [hashes],
  );
  return rows;
}

interface Named {
  name: string;
  id: string;
}

/** Companies with one of these names, in small letters; until the commit they stay what they are. */
export async function companiesNamed(tx: Sql, names: readonly string[]): Promise<Named[]> {
  if (names.length === 0) return [];
  const { rows } = await tx.query<Named>(
    `select lower(name) as name, id from contact
     where kind = 'company' and merged_into_id is null and lower(name) = any($1::text[]) order by id for share`,
    [names],
  );
  return rows;
}

/** Who may be a personal manager, by name and by e-mail, in small letters. */
export async function managersNamed(tx: Sql): Promise<Named[]> {
  const { rows } = await tx.query<Named>(
    `select lower(called.name) as name, e.id
     from employee e cross join lateral (values (e.name), (e.email)) called(name)
     where e.active and e.roles && '{operator,admin}'`,
  );
  return rows;
}
