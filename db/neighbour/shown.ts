import type { Sql } from '#db/connection/transaction.ts';
import type { TaskKind, TaskState } from '#db/entities/records/neighbour-task.ts';
import type { RecordKind } from '#db/entities/records/source.ts';

/** A lead or an order that stands in another CRM. */
interface OutsideRecord {
  kind: RecordKind;
  number: string;
  url: string;
  at: Date;
}

/** More would be no card any more. */
const MOST = 50;

/** Those of a client's chats, the newest first. */
export async function outsideRecords(sql: Sql, clientId: string): Promise<OutsideRecord[]> {
  const { rows } = await sql.query<OutsideRecord>(
    `select o.kind, o.number, o.url, max(o.at) as at from (
       select 'lead' as kind, r.outcome ->> 'lead' as id, r.outcome ->> 'number' as number, r.outcome ->> 'url' as url,
         r.wanted_at as at
       from lead_request r join chat c on c.id = r.chat_id where c.client_id = $1 and r.settled_at is not null
       union all select t.kind, t.outcome ->> 'id', t.outcome ->> 'number', t.outcome ->> 'url', t.created_at
       from neighbour_task t join chat c on c.id = t.chat_id
       where c.client_id = $1 and t.kind in ('lead', 'order') and t.state in ('made', 'over')) o
     where o.url is not null group by o.kind, o.id, o.number, o.url order by at desc, o.number limit ${MOST}`,
    [clientId],
  );
  return rows;
}

/** What was asked of the other CRM and is not there. */
export interface TaskShown {
  /** Null: its chat wants it by the settings. */
  id: string | null;
  kind: TaskKind;
  name: string;
  state: Extract<TaskState, 'waiting' | 'made' | 'refused'>;
  /** Why not, as of the last try. */
  problem: string | null;
  problemStatus: number | null;
  by: { id: string; name: string } | null;
  at: Date;
}

/** Of all chats of a client, the newest first; what a chat wants by itself, once the CRM did not answer. */
export async function tasksShown(sql: Sql, clientId: string): Promise<TaskShown[]> {
  const { rows } = await sql.query<TaskShown>(
    `select t.id, t.kind, t.asked ->> 'name' as name, t.state, t.problem, t.problem_status as "problemStatus",
       json_build_object('id', e.id, 'name', e.name) as by, t.created_at as at
     from neighbour_task t join chat c on c.id = t.chat_id join employee e on e.id = t.author_id
     where c.client_id = $1 and (t.state in ('waiting', 'refused') or t.kind = 'document' and t.state = 'made')
     union all select null, 'lead', '', 'waiting', r.problem, r.problem_status, null, r.wanted_at
     from lead_request r join chat c on c.id = r.chat_id
     where c.client_id = $1 and r.settled_at is null and r.problem is not null
     order by at desc limit ${MOST}`,
    [clientId],
  );
  return rows;
}
