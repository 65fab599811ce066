import type { Sql } from '#db/connection/transaction.ts';
import type { AwayReason } from '#db/entities/presence.ts';
import type { Candidate } from '#workflows/routing/vocabulary.ts';
import { LOADS } from './candidates.ts';

export type Receiver = Candidate & { name: string; since: Date; reason: AwayReason | null };

/** Whom a person may give a chat of that page, admins too, as they stand now, by name. */
export async function listReceivers(sql: Sql, pageId: string): Promise<Receiver[]> {
  const { rows } = await sql.query<Receiver>(
    `select e.id, e.name, coalesce(p.state, 'offline') as presence,
       coalesce(p.since, e.created_at) as since, p.reason,
       (select floor(extract(epoch from max(l.to_at)) * 1000)::float8 from leave l
        where l.employee_id = e.id and l.from_at <= clock_timestamp() and l.to_at > clock_timestamp()) as "leaveUntil",
       e.languages, e.skills, array(select t.team_id::text from team_member t where t.employee_id = e.id
         order by 1) as "teamIds",
       e.capacity, coalesce(loads.load, 0) as load
     from employee e left join presence p on p.employee_id = e.id ${LOADS}
     where e.active and e.roles && '{operator,admin}'
       and ('admin' = any(e.roles) or exists (select 1 from page_access a where a.page_id = $1
         and a.employee_id = e.id))
     order by e.name collate "uk-x-icu", e.id`,
    [pageId],
  );
  return rows;
}
