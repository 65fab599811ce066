import type { Person } from '#db/chats/row.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { type ScopeId, scopeName } from '#db/settings/scope.ts';
import type { ChosenCode, NobodyCode } from '#workflows/routing/vocabulary.ts';

interface Side {
  operator: Person | null;
  code: ChosenCode | NobodyCode;
  rule: string | null;
}

/** A chat which the draft would have given to somebody else. */
export interface Differing {
  chatNumber: number;
  at: Date;
  published: Side;
  draft: Side;
}

export interface ShadowCount {
  operator: Person;
  published: number;
  draft: number;
}

/** The last choice of each search since then, and what the draft said to it. */
const ASKED = `asked as (
    select distinct on (r.chat_id, r.ask) r.*, r.choice ->> 'employeeId' as published,
      r.shadow -> 'choice' ->> 'employeeId' as draft
    from routing_record r
    where r.at >= $2 and r.shadow ->> 'scope' = $1 and (r.shadow ->> 'revision')::int = $3
    order by r.chat_id, r.ask, r.at desc
  )`;

/** How often the draft was asked, and how often it said somebody else. */
export async function countShadow(
  sql: Sql,
  pageId: ScopeId,
  since: { at: Date; revision: number },
): Promise<{ decisions: number; differing: number }> {
  const { rows } = await sql.query<{ decisions: number; differing: number }>(
    `with ${ASKED} select count(*)::int as decisions,
     count(*) filter (where published is distinct from draft)::int as differing from asked`,
    [scopeName(pageId), since.at, since.revision],
  );
  return rows[0] ?? { decisions: 0, differing: 0 };
}

const person = (table: string): string =>
  `case when ${table}.id is not null then json_build_object('id', ${table}.id, 'name', ${table}.name) end`;

/** Where the draft differs, the newest first. */
export async function listDiffering(
  sql: Sql,
  pageId: ScopeId,
  since: { at: Date; revision: number },
  limit: number,
): Promise<Differing[]> {
  const { rows } = await sql.query<Differing>(
    `with ${ASKED} select c.number as "chatNumber", a.at,
       json_build_object('operator', ${person('p')}, 'code', a.code, 'rule', (
         select rule ->> 'name' from jsonb_array_elements(y.policy -> 'routing') rule where rule ->> 'id' = a.rule_id
           limit 1)) as published,
       json_build_object('operator', ${person('d')}, 'code', a.shadow -> 'choice' ->> 'code', 'rule',
         a.shadow ->> 'rule') as draft
     from asked a join chat c on c.id = a.chat_id join routing_policy y on y.hash = a.policy_hash
       left join employee p on p.id = a.published left join employee d on d.id = a.draft
     where a.published is distinct from a.draft order by a.at desc, a.id limit $4`,
    [scopeName(pageId), since.at, since.revision, limit],
  );
  return rows;
}

/** Chats of each operator, as they were given and as the draft would have given them. */
export async function countByOperator(
  sql: Sql,
  pageId: ScopeId,
  since: { at: Date; revision: number },
): Promise<ShadowCount[]> {
  const { rows } = await sql.query<ShadowCount>(
    `with ${ASKED} select ${person('e')} as operator, count(*) filter (where e.id = a.published)::int as published,
       count(*) filter (where e.id = a.draft)::int as draft
     from asked a join employee e on e.id in (a.published, a.draft) group by e.id, e.name
       order by e.name collate "uk-x-icu", e.id`,
    [scopeName(pageId), since.at, since.revision],
  );
  return rows;
}
