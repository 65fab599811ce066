import type { Sql } from '#db/connection/transaction.ts';
import type { ContactChange } from './fields.ts';
import type { NotKept } from './keep.ts';
import { companiesOf } from './members.ts';

/** Those who are named may belong to a company: people that are there. Held until the commit, in order. */
export async function refusedPeople(tx: Sql, people: ContactChange['people']): Promise<NotKept | null> {
  if (!people || people.length === 0) return null;
  const ids = [...new Set(people.map(({ id }) => id))];
  const { rows } = await tx.query<{ kind: string }>(
    `select kind from contact where id = any($1::uuid[]) and merged_into_id is null order by id for no key update`,
    [ids],
  );
  if (rows.length < ids.length) return 'UNKNOWN_CONTACT';
  return rows.every(({ kind }) => kind === 'person') ? null : 'NOT_A_COMPANY';
}

/** To which companies a person belongs once they belong to this one so, or not any more. */
export async function companiesWith(
  tx: Sql,
  companyId: string,
  { id, role }: { id: string; role: string | null },
): Promise<{ id: string; role: string }[]> {
  const others = (await companiesOf(tx, id)).filter((company) => company.id !== companyId);
  return role === null ? others : [...others, { id: companyId, role }];
}
