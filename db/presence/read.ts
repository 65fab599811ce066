import type { AwayReason, PresenceState } from '#db/entities/presence.ts';
import type { Sql } from '#db/connection/transaction.ts';

export interface PresenceRow {
  employeeId: string;
  name: string;
  state: PresenceState;
  since: Date;
  reason: AwayReason | null;
  /** Until when somebody who is on leave now is away; null: not on leave. */
  onLeaveUntil: Date | null;
}

/** Who never opened a desk is offline since they are here. */
const COLUMNS = `e.id as "employeeId", e.name, coalesce(p.state, 'offline') as state,
  coalesce(p.since, e.created_at) as since, p.reason,
  (select max(l.to_at) from leave l where l.employee_id = e.id and l.from_at <= now()
    and l.to_at > now()) as "onLeaveUntil"`;
const FROM = 'from employee e left join presence p on p.employee_id = e.id';

/** Presence of these employees, as every process knows it. */
export async function listPresence(sql: Sql, employeeIds: string[]): Promise<PresenceRow[]> {
  if (employeeIds.length === 0) return [];
  const { rows } = await sql.query<PresenceRow>(
    `select ${COLUMNS} ${FROM} where e.id = any($1::text[]) order by e.id`,
    [employeeIds],
  );
  return rows;
}

/** Presence of everybody who may be an operator, by name. */
export async function listOperatorPresence(sql: Sql): Promise<PresenceRow[]> {
  const { rows } = await sql.query<PresenceRow>(
    `select ${COLUMNS} ${FROM} where e.active and e.roles && '{operator,admin}'
     order by e.name collate "uk-x-icu", e.id`,
  );
  return rows;
}

/** Whether anybody who may take chats of the page is on shift. */
export async function hasSomebodyOn(sql: Sql, pageId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select 1 from employee e join presence p on p.employee_id = e.id
     where e.active and p.state <> 'offline' and p.reason is distinct from 'by_hand' and e.roles && '{operator,admin}'
       and ('admin' = any(e.roles) or exists (select 1 from page_access a where a.page_id = $1
         and a.employee_id = e.id)) limit 1`,
    [pageId],
  );
  return rowCount === 1;
}

export interface SpanRow {
  state: PresenceState;
  reason: AwayReason | null;
  from: Date;
  /** Null: it lasts. */
  to: Date | null;
}

/** The times of one employee that touch `from` to `to`, oldest first. */
export async function listSpans(sql: Sql, employeeId: string, from: Date, to: Date): Promise<SpanRow[]> {
  const { rows } = await sql.query<SpanRow>(
    `select state, reason, from_at as "from", to_at as "to" from presence_span
     where employee_id = $1 and from_at < $3 and (to_at is null or to_at > $2) order by from_at, id limit 10000`,
    [employeeId, from, to],
  );
  return rows;
}

export interface PersonSpanRow extends SpanRow {
  employeeId: string;
  name: string;
}

/** The same of everybody who may be an operator, by name; of one of them as many as a busy month has. */
export async function listOperatorSpans(sql: Sql, from: Date, to: Date): Promise<PersonSpanRow[]> {
  const { rows } = await sql.query<PersonSpanRow>(
    `select e.id as "employeeId", e.name, s.state, s.reason, s.from_at as "from", s.to_at as "to"
     from employee e cross join lateral (select * from presence_span p
       where p.employee_id = e.id and p.from_at < $2 and (p.to_at is null or p.to_at > $1)
       order by p.from_at, p.id limit 2000) s
     where e.active and e.roles && '{operator,admin}'
     order by e.name collate "uk-x-icu", e.id, s.from_at, s.id`,
    [from, to],
  );
  return rows;
}
