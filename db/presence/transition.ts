import type { Sql } from '#db/connection/transaction.ts';
import type { AwayReason, PresenceMode, PresenceState } from '#db/entities/presence.ts';
import { MODE, TAB_STATE } from './tab-state.ts';

export interface Settled {
  state: PresenceState;
  since: Date;
  reason: AwayReason | null;
  mode: PresenceMode;
  /** Whether the state is another one than before: somebody has to be told. */
  moved: boolean;
}

/** The state, its spans and the feed in one statement. The clock may have been set back: time does not go back here. */
export async function transition(tx: Sql, employeeId: string): Promise<Settled> {
  const { rows } = await tx.query<Settled>(
    `with moved as (
       update presence p set state = next.state, reason = next.reason, since = next.at from (
         select said.state, said.reason, greatest(p.since, date_trunc('milliseconds', clock_timestamp())) as at
         from presence p ${TAB_STATE} where p.employee_id = $1
       ) next
       where p.employee_id = $1 and (p.state, p.reason) is distinct from (next.state, next.reason)
       returning p.employee_id, p.state, p.reason, p.since
     ), ended as (
       update presence_span s set to_at = moved.since from moved where s.employee_id = moved.employee_id
         and s.to_at is null
     ), begun as (
       insert into presence_span (employee_id, state, reason, from_at) select employee_id, state, reason, since
         from moved
     ), told as (
       insert into change (kind, page_id, chat_id, ref) select 'presence', null, null, employee_id from moved
     )
     select coalesce(moved.state, p.state) as state, coalesce(moved.since, p.since) as since, ${MODE} as mode,
       case when moved.state is null then p.reason else moved.reason end as reason, moved.state is not null as moved
     from presence p left join moved using (employee_id) where p.employee_id = $1`,
    [employeeId],
  );
  if (!rows[0]) throw new Error('a presence without its row');
  return rows[0];
}
