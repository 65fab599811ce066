import type { Sql } from '#db/connection/transaction.ts';
import type { Candidate } from '#workflows/routing/vocabulary.ts';

/** Open chats and who has them, each once: those they joined, and those given to them that have not heard of it. */
const HELD = `select o.employee_id, o.chat_id from chat c join chat_operator o on o.chat_id = c.id
  where c.status <> 'finished'
  union select r.employee_id, r.chat_id from routing_record r join chat c on c.id = r.chat_id
    where r.state = 'granted' and c.status <> 'finished'`;

/**
 * Counted for all at once, from the open chats: those that somebody ever had grow from year to year. What admins see is
 * what routing counts.
 */
export const LOADS = `left join (select employee_id, count(*)::int as load from (${HELD}) held
  group by employee_id) loads
  on loads.employee_id = e.id`;

/** Everybody who may take chats of that page, as they stand now, always in the same order. */
export async function readCandidates(sql: Sql, pageId: string): Promise<Candidate[]> {
  const { rows } = await sql.query<Candidate>(
    `select e.id, coalesce(p.state, 'offline') as presence,
       (select floor(extract(epoch from max(l.to_at)) * 1000)::float8 from leave l
        where l.employee_id = e.id and l.from_at <= clock_timestamp() and l.to_at > clock_timestamp()) as "leaveUntil",
       e.languages, e.skills, array(select t.team_id::text from team_member t where t.employee_id = e.id
         order by 1) as "teamIds",
       e.capacity, coalesce(loads.load, 0) as load
     from page_access a join employee e on e.id = a.employee_id left join presence p on p.employee_id = e.id ${LOADS}
     where a.page_id = $1 and e.active and 'operator' = any(e.roles) order by e.id`,
    [pageId],
  );
  return rows;
}

/** Open chats of one of them, as it is at this moment. */
export async function readLoad(sql: Sql, employeeId: string): Promise<number> {
  const { rows } = await sql.query<{ load: number }>(
    `select count(*)::int as load from (${HELD}) held where employee_id = $1`,
    [employeeId],
  );
  return rows[0]?.load ?? 0;
}
