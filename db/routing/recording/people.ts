import type { Sql } from '#db/connection/transaction.ts';
import type { Question } from '#workflows/routing/vocabulary.ts';
import type { LeaveTime, Member, PresenceTime } from '#workflows/routing/what-if/recording.ts';
import type { Period } from './arrivals.ts';

const millis = (moment: string): string => `floor(extract(epoch from ${moment}) * 1000)::float8`;

/** Everybody who may take chats now, of whatever page. */
export async function readRoster(sql: Sql): Promise<Member[]> {
  const { rows } = await sql.query<Member>(
    `select e.id, e.languages, e.skills, e.capacity,
       array(select t.team_id::text from team_member t where t.employee_id = e.id order by 1) as "teamIds",
       array(select a.page_id::text from page_access a where a.employee_id = e.id order by 1) as "pageIds"
     from employee e where e.active and 'operator' = any(e.roles) order by e.id`,
  );
  return rows;
}

export async function readPresenceTimes(sql: Sql, { from, to }: Period): Promise<PresenceTime[]> {
  const { rows } = await sql.query<PresenceTime>(
    `select employee_id as "employeeId", state, ${millis('from_at')} as from, ${millis('to_at')} as to
     from presence_span
     where from_at < $2 and (to_at is null or to_at > $1) order by from_at, id`,
    [from, to],
  );
  return rows;
}

export async function readLeaveTimes(sql: Sql, { from, to }: Period): Promise<LeaveTime[]> {
  const { rows } = await sql.query<LeaveTime>(
    `select employee_id as "employeeId", ${millis('from_at')} as from, ${millis('to_at')} as to from leave
     where from_at < $2 and to_at > $1 order by from_at, id`,
    [from, to],
  );
  return rows;
}

/** Whose turn it was as the period began, by page: what the first choice in it went by. */
export async function readFirstTurns(sql: Sql, { from, to }: Period): Promise<Record<string, Question['turns']>> {
  const { rows } = await sql.query<{ pageId: string; turns: Question['turns'] }>(
    `select p.id as "pageId", first.turns from page p cross join lateral (
       select r.question -> 'turns' as turns from routing_record r
       where r.page_id = p.id and r.at >= $1 and r.at < $2 order by r.at, r.ask limit 1) first`,
    [from, to],
  );
  return Object.fromEntries(rows.map(({ pageId, turns }) => [pageId, turns]));
}
