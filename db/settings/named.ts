import type { Sql } from '#db/connection/transaction.ts';

type NamedKind = 'team' | 'person' | 'page' | 'source' | 'orderSource' | 'company';
type Named = Record<NamedKind, string[]>;

/**
 * Those of the teams, people, pages, and sources and companies in use that are there. Ids are compared as text:
 * what is given need not be an id at all.
 */
export async function findNamed(
  sql: Sql,
  { team, person, page, source, orderSource, company }: Named,
): Promise<Record<NamedKind, Set<string>>> {
  const { rows } = await sql.query<{ kind: NamedKind; id: string }>(
    `select 'team' as kind, id::text from team where id::text = any($1::text[])
     union all select 'person', id from employee where id = any($2::text[])
     union all select 'page', id::text from page where id::text = any($3::text[])
     union all select 'source', id::text from source
       where id::text = any($4::text[]) and kind = 'lead' and archived_at is null
     union all select 'orderSource', id::text from source
       where id::text = any($5::text[]) and kind = 'order' and archived_at is null
     union all select 'company', id::text from company
       where id::text = any($6::text[]) and archived_at is null`,
    [team, person, page, source, orderSource, company],
  );
  const idsOf = (kind: NamedKind) => new Set(rows.filter((row) => row.kind === kind).map(({ id }) => id));
  return {
    team: idsOf('team'),
    person: idsOf('person'),
    page: idsOf('page'),
    source: idsOf('source'),
    orderSource: idsOf('orderSource'),
    company: idsOf('company'),
  };
}
