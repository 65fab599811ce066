import type { Pool } from 'pg';
import type { AwayReason, PresenceState } from '#db/entities/presence.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';

/** A tab tells of itself every 15 s: silent for three times as long it is closed, or its network is lost. */
export const DEAD_AFTER_SECONDS = 45;
/** Nothing touched for so long in any tab: away. A constant as yet; read at this one place. */
export const IDLE_AFTER_SECONDS = 10 * 60;
/** Tabs kept for a person; more windows than anybody has. */
const TABS_MAX = 50;

export interface Settled {
  state: PresenceState;
  since: Date;
  reason: AwayReason | null;
  byHand: boolean;
  /** Whether the state is another one than before: somebody has to be told. */
  moved: boolean;
}

/**
 * What their tabs say of each employee in `presence p`. The only place where it is judged: every process asks the same
 * rows by the database's clock. Hands on a tab that was closed or lost meanwhile count too: they are the same person's.
 */
export const SAID = `cross join lateral (
    select coalesce(bool_or(t.closed_at is null
      and t.beat_at > clock_timestamp() - make_interval(secs => ${DEAD_AFTER_SECONDS})), false) as here,
      coalesce(max(t.active_at) > clock_timestamp() - make_interval(secs => ${IDLE_AFTER_SECONDS}), false) as busy
    from presence_tab t where t.employee_id = p.employee_id
  ) tabs cross join lateral (
    select case when not here then 'offline' when p.by_hand or not busy then 'away' else 'online' end as state,
      case when not here then null when p.by_hand then 'by_hand' when not busy then 'idle' end as reason
  ) said`;

/** A tab was heard of; `active`: it was touched. One that opens was. */
export function beat(
  pool: Pool,
  employeeId: string,
  tab: { id: string; active: boolean; sessionId: string | null },
): Promise<Settled> {
  return settling(pool, employeeId, async (tx) => {
    if (await keepTab(tx, employeeId, tab)) await forgetOldTabs(tx, employeeId);
  });
}

/** A tab closed; what it said before may come later and does not open it again. */
export function closeTab(pool: Pool, employeeId: string, id: string): Promise<Settled> {
  return settling(pool, employeeId, async (tx) => {
    await shutTab(tx, employeeId, id);
    await forgetOldTabs(tx, employeeId);
  });
}

/** Every tab of theirs is closed: they may not log in any more. */
export function closeTabs(pool: Pool, employeeId: string): Promise<Settled> {
  return settling(pool, employeeId, (tx) => dropTabs(tx, employeeId));
}

/** Away by hand, or back: who presses the switch is there. */
export function setByHand(pool: Pool, employeeId: string, away: boolean): Promise<Settled> {
  return settling(pool, employeeId, async (tx) => {
    await tx.query('update presence set by_hand = $2 where employee_id = $1', [employeeId, away]);
    await tx.query('update presence_tab set active_at = clock_timestamp() where employee_id = $1', [employeeId]);
  });
}

/** Looks again at what the tabs say. */
export function settlePresence(pool: Pool, employeeId: string): Promise<Settled> {
  return settling(pool, employeeId, async () => undefined);
}

/**
 * Whatever touches one's tabs holds one's row: of two processes the second sees what the first did, and spans follow
 * one another.
 */
function settling(pool: Pool, employeeId: string, work: (tx: Sql) => Promise<void>): Promise<Settled> {
  return inTransaction(pool, async (tx) => {
    await makeRow(tx, employeeId);
    await tx.query('select 1 from presence where employee_id = $1 for update', [employeeId]);
    await work(tx);
    return move(tx, employeeId);
  });
}

async function makeRow(tx: Sql, employeeId: string): Promise<void> {
  await tx.query(
    `insert into presence (employee_id, since) values ($1, date_trunc('milliseconds', clock_timestamp()))
     on conflict do nothing`,
    [employeeId],
  );
}

/** Answers whether the tab is new. A session that ended in this very moment keeps none. */
async function keepTab(
  tx: Sql,
  employeeId: string,
  { id, active, sessionId }: { id: string; active: boolean; sessionId: string | null },
): Promise<boolean> {
  const { rows } = await tx.query<{ added: boolean }>(
    `with open as (select id from session where id = $3 for key share)
     insert into presence_tab (id, employee_id, session_id, beat_at, active_at)
     select $2::uuid, $1::text, $3::text, clock_timestamp(), clock_timestamp() where $3::text is null
       or exists (select 1 from open)
     on conflict (id) do update set beat_at = excluded.beat_at,
       active_at = case when $4::boolean then excluded.active_at else presence_tab.active_at end
     where presence_tab.employee_id = excluded.employee_id and presence_tab.closed_at is null
     returning xmax = 0 as added`,
    [employeeId, id, sessionId, active],
  );
  return rows[0]?.added ?? false;
}

async function forgetOldTabs(tx: Sql, employeeId: string): Promise<void> {
  await tx.query(
    `delete from presence_tab where id in (
       select id from presence_tab where employee_id = $1 order by beat_at desc offset $2)`,
    [employeeId, TABS_MAX],
  );
}

/** Also one that was not heard of yet: its first word may be late. */
async function shutTab(tx: Sql, employeeId: string, id: string): Promise<void> {
  await tx.query(
    `insert into presence_tab (id, employee_id, beat_at, active_at, closed_at)
     values ($2, $1, clock_timestamp(), '-infinity', clock_timestamp())
     on conflict (id) do update set closed_at = excluded.closed_at
       where presence_tab.employee_id = excluded.employee_id`,
    [employeeId, id],
  );
}

async function dropTabs(tx: Sql, employeeId: string): Promise<void> {
  await tx.query('delete from presence_tab where employee_id = $1', [employeeId]);
}

/** The state, its spans and the feed in one statement. The clock may have been set back: time does not go back here. */
async function move(tx: Sql, employeeId: string): Promise<Settled> {
  const { rows } = await tx.query<Settled>(
    `with moved as (
       update presence p set state = next.state, reason = next.reason, since = next.at from (
         select said.state, said.reason, greatest(p.since, date_trunc('milliseconds', clock_timestamp())) as at
         from presence p ${SAID} where p.employee_id = $1
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
     select coalesce(moved.state, p.state) as state, coalesce(moved.since, p.since) as since, p.by_hand as "byHand",
       case when moved.state is null then p.reason else moved.reason end as reason, moved.state is not null as moved
     from presence p left join moved using (employee_id) where p.employee_id = $1`,
    [employeeId],
  );
  if (!rows[0]) throw new Error('a presence without its row');
  return rows[0];
}
