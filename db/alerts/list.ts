import type { Pool } from 'pg';
import type { Person } from '#db/chats/row.ts';
import { type Viewer, visibleTo } from '#db/chats/viewer.ts';

type AlertKind = 'assigned' | 'added' | 'transferred' | 'removed' | 'escalated' | 'wrote' | 'failed';

export interface AlertRow {
  id: string;
  kind: AlertKind;
  at: Date;
  chatNumber: number;
  firstName: string;
  lastName: string;
  by: Person | null;
  /** Messages of the client that came meanwhile. */
  count: number;
}

/** What is older is looked for in the chats themselves. */
const DAYS = 7;
const MOST = 50;
const CHAT = 'c.number as "chatNumber", cl.first_name as "firstName", cl.last_name as "lastName"';

/**
 * What happened to this person lately, newest first. It is told by what is kept of chats anyway, so that nothing has to
 * be kept twice; `viewer`: a page that is not theirs any more is told of no longer.
 */
export async function listAlerts(pool: Pool, employeeId: string, viewer: Viewer): Promise<AlertRow[]> {
  const values = [employeeId, viewer?.employeeId ?? null, DAYS, MOST];
  const found = await Promise.all([listTurns(pool, values), listFailed(pool, values), listWritten(pool, values)]);
  return found
    .flat()
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, MOST);
}

/** They were given a chat, or it went to somebody else, without them. */
async function listTurns(pool: Pool, values: unknown[]): Promise<AlertRow[]> {
  const { rows } = await pool.query<AlertRow>(
    `select t.id, t.at, ${CHAT}, 1 as count,
       case when t.kind in ('assigned', 'transferred') then t.kind when t.kind = 'joined' then 'added'
         when t.reason ->> 'code' = 'removed' then 'removed' else 'escalated' end as kind,
       case when b.id is not null then json_build_object('id', b.id, 'name', b.name) end as by
     from timeline t join chat c on c.id = t.chat_id join client cl on cl.id = c.client_id
       left join employee b on b.id = t.by_id
     where t.about_id = $1 and t.at > now() - make_interval(days => $3) and t.by_id is distinct from $1
       and (t.kind in ('assigned', 'transferred') or (t.kind = 'joined' and t.by_id is not null)
         or (t.kind = 'left' and t.reason ->> 'code' in ('removed', 'escalated', 'personal_manager')))
       and ${visibleTo(2)} and c.led is not null
     order by t.at desc limit $4`,
    values,
  );
  return rows;
}

/** Their answers that did not arrive. */
async function listFailed(pool: Pool, values: unknown[]): Promise<AlertRow[]> {
  const { rows } = await pool.query<AlertRow>(
    `select m.id, coalesce(m.sending_at, m.at) as at, ${CHAT}, 1 as count, 'failed' as kind, null::json as by
     from message m join chat c on c.id = m.chat_id join client cl on cl.id = c.client_id
     where m.author_id = $1 and m.state = 'failed' and m.at > now() - make_interval(days => $3)
       and ${visibleTo(2)} and c.led is not null
     order by m.at desc limit $4`,
    values,
  );
  return rows;
}

/** Clients who wrote in their open chats while they were not there: one line a chat. */
async function listWritten(pool: Pool, values: unknown[]): Promise<AlertRow[]> {
  const { rows } = await pool.query<AlertRow>(
    `select 'wrote-' || c.number as id, max(m.at) as at, ${CHAT}, count(*)::int as count, 'wrote' as kind,
       null::json as by
     from chat_operator o join chat c on c.id = o.chat_id join client cl on cl.id = c.client_id
       join message m on m.chat_id = c.id and m.direction = 'in' and m.at > now() - make_interval(days => $3)
     where o.employee_id = $1 and o.gone_at is null and c.status <> 'finished' and ${visibleTo(2)}
       and exists (select 1 from presence_span s where s.employee_id = $1 and s.state <> 'online'
         and s.from_at <= m.at and (s.to_at is null or s.to_at > m.at))
     group by c.id, cl.id order by at desc limit $4`,
    values,
  );
  return rows;
}
