import type { Sql } from '#db/connection/transaction.ts';
import { GOES_OVER, type GoesOver, type MergeRecord } from '#db/entities/crm/contact-merge.ts';

/** A merge of two: who is left, and who leads to it. */
export interface Pair {
  winnerId: string;
  loserId: string;
}

/** Rows of the loser go over to the winner. */
export async function moveRows(tx: Sql, { winnerId, loserId }: Pair): Promise<Pick<MergeRecord, 'moved' | 'own'>> {
  const own = await idsOf(tx, winnerId);
  const moved = await idsOf(tx, loserId);
  for (const table of GOES_OVER)
    await tx.query(`update ${table} set contact_id = $1 where contact_id = $2`, [winnerId, loserId]);
  return { moved, own };
}

/** Of the rows that went over, those that are still the winner's go back. */
export async function moveRowsBack(tx: Sql, { winnerId, loserId }: Pair, moved: MergeRecord['moved']): Promise<void> {
  for (const table of GOES_OVER)
    await tx.query(`update ${table} set contact_id = $2 where contact_id = $1 and id = any($3::uuid[])`, [
      winnerId,
      loserId,
      moved[table],
    ]);
}

/** Whatever names a contact, by its table. */
export async function idsOf(tx: Sql, contactId: string): Promise<Record<GoesOver, string[]>> {
  const { rows } = await tx.query<Record<GoesOver, string[]>>(
    `select array(select id from client where contact_id = $1 order by id) as client,
       array(select id from customer_order where contact_id = $1 order by id) as customer_order,
       array(select id from document where contact_id = $1 order by id) as document,
       array(select id from lead where contact_id = $1 order by id) as lead`,
    [contactId],
  );
  return rows[0] ?? { client: [], customer_order: [], document: [], lead: [] };
}

/** Points that the winner has not; those both have stay where they are. None of them is the winner's main one. */
export async function movePoints(tx: Sql, { winnerId, loserId }: Pair): Promise<MergeRecord['points']> {
  const { rows } = await tx.query<MergeRecord['points'][number]>(
    `with news as (
       select p.id, p.kind, p.position, p.is_main,
         (select coalesce(max(o.position) + 1, 0) from contact_point o where o.contact_id = $1 and o.kind = p.kind)
           + row_number() over (partition by p.kind order by p.position, p.id) - 1 as place
       from contact_point p where p.contact_id = $2 and not exists (select 1 from contact_point o
         where o.contact_id = $1 and o.kind = p.kind and o.value = p.value)
     )
     update contact_point p set contact_id = $1, position = news.place, is_main = news.is_main
       and not exists (select 1 from contact_point o where o.contact_id = $1 and o.kind = p.kind and o.is_main)
     from news where p.id = news.id
     returning p.id, news.position, news.is_main as "isMain"`,
    [winnerId, loserId],
  );
  return rows;
}

export async function movePointsBack(tx: Sql, { winnerId, loserId }: Pair, points: MergeRecord['points']) {
  await tx.query(
    `update contact_point p set contact_id = $2, position = was.position, is_main = was.is_main
     from unnest($3::uuid[], $4::int[], $5::bool[]) as was(id, position, is_main)
     where p.id = was.id and p.contact_id = $1`,
    [
      winnerId,
      loserId,
      points.map(({ id }) => id),
      points.map(({ position }) => position),
      points.map(({ isMain }) => isMain),
    ],
  );
}

/** Whom the loser belongs to, and who belongs to it. */
export async function moveMembers(tx: Sql, pair: Pair): Promise<Pick<MergeRecord, 'companies' | 'people'>> {
  const values = [pair.winnerId, pair.loserId];
  const companies = await tx.query<{ id: string }>(
    `update contact_member m set person_id = $1 where m.person_id = $2 and m.company_id <> $1
       and not exists (select 1 from contact_member o where o.person_id = $1 and o.company_id = m.company_id)
     returning m.company_id as id`,
    values,
  );
  const people = await tx.query<{ id: string }>(
    `update contact_member m set company_id = $1 where m.company_id = $2 and m.person_id <> $1
       and not exists (select 1 from contact_member o where o.company_id = $1 and o.person_id = m.person_id)
     returning m.person_id as id`,
    values,
  );
  return { companies: companies.rows.map(({ id }) => id), people: people.rows.map(({ id }) => id) };
}

export async function moveMembersBack(tx: Sql, { winnerId, loserId }: Pair, { companies, people }: MergeRecord) {
  await tx.query('update contact_member set person_id = $2 where person_id = $1 and company_id = any($3::uuid[])', [
    winnerId,
    loserId,
    companies,
  ]);
  await tx.query('update contact_member set company_id = $2 where company_id = $1 and person_id = any($3::uuid[])', [
    winnerId,
    loserId,
    people,
  ]);
}
