import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { LIFE } from '#db/epoch/standing.ts';
import { READY, OUTGOING, type Outgoing } from './outgoing.ts';
import { UNTIL, BURST_MS, HEAVY, APART_MS } from './pace.ts';

/** Who claims, and what they have in hand already. */
export interface Claimer {
  /** In whose name: what is claimed and never told of can be put back. */
  by: string;
  /** Messages under way, by page. */
  underWay: Map<string, number>;
  /** At most so many of one page at once: what hangs at one page takes no place from the others. */
  perPage: number;
}
/** Counted no further: what stands here is a number for pauses. */
const ATTEMPTS_MAX = 1_000;
/**
 * Nothing of the client's goes before it: what is queued, and what an older copy of the database called unsent. Asked
 * row by row: there may be thousands, and the first few will do.
 */
const FIRST = `(select 1 from message e where e.client_id = m.client_id and e.direction = 'out'
  and e.state in ('queued', 'sending', 'unknown')
  and (e.state = 'sending' or e.seq < m.seq and (e.state = 'queued' or e.reason_code = 'database_restored'))
    limit 1) is null`;
/**
 * A database that was started anew gives nothing until it was compared with the engine: an older copy does not know
 * what has left since.
 */
const COMPARED = `coalesce((select value #>> '{}' = ${LIFE} from installation where name = 'life'), true)`;
const OPEN = `p.health in ('ok', 'paused') and not p.checking and (p.paused_until is null or p.paused_until <= now())`;

const CLAIM = `with due as (
    select p.id, p.health, ${UNTIL} as until from page_pace pace join page p on p.id = pace.page_id
    where ${COMPARED} and ${OPEN} and ${UNTIL} <= now() + interval '${BURST_MS} ms'
      and exists (select 1 from message m where m.page_id = p.id and ${READY})
      and (p.health = 'ok' or not exists (
        select 1 from message x where x.page_id = p.id and x.direction = 'out' and x.state = 'sending'))
    for update of pace skip locked
  ), sendable as (
    select d.id as page_id, m.* from due d cross join lateral (
      select m.id, m.seq, m.file_id from message m where m.page_id = d.id and ${READY} and ${FIRST}
      order by m.seq limit greatest(0, least($1, $3 - coalesce(($2::jsonb ->> d.id::text)::int, 0)))) m
    where d.health = 'ok'
    union all
    select d.id, m.* from due d cross join lateral (
      select m.id, m.seq, m.file_id from message m where m.page_id = d.id and ${READY} and ${FIRST}
      order by m.attempts, m.seq limit 1) m
    where d.health = 'paused'
  ), weighed as (
    select s.*, case when exists (select 1 from file f where f.id = s.file_id and f.kind in ('audio', 'video'))
      then ${HEAVY} else 1 end as cost
    from sendable s
  ), lined_up as (
    select w.*, row_number() over turn as place, sum(w.cost) over turn - w.cost as before from weighed w
    window turn as (partition by w.page_id order by w.seq rows unbounded preceding)
  ), chosen as (
    select l.id, l.place, l.cost from lined_up l join due d on d.id = l.page_id
    where d.until + l.before * interval '${APART_MS} ms' <= now() + interval '${BURST_MS} ms'
    order by l.place, l.seq limit $1
  ), held as (
    select m.id, m.page_id, c.place, c.cost from message m join chosen c on c.id = m.id where m.state = 'queued'
      for update of m skip locked
  ), paced as (
    update page_pace pace set until = ${UNTIL} + h.cost * interval '${APART_MS} ms'
    from (select page_id, sum(cost) as cost from held group by page_id) h where pace.page_id = h.page_id
  ), claimed as (
    update message m set state = 'sending', sending_at = now(), sending_by = $4, uploading = m.file_id is not null,
      attempts = least(m.attempts, ${ATTEMPTS_MAX}) + 1,
      reason_code = null, reason_detail = null
    from held where held.id = m.id returning m.*, held.place
  ), told as (
    insert into change (kind, page_id, chat_id, ref) select 'message', page_id, chat_id, id::text from claimed
  )
  select ${OUTGOING}
  from claimed m join client c on c.id = m.client_id join page p on p.id = m.page_id order by m.place, m.seq`;

/**
 * Takes up to `limit` messages to send, in turn of every page that has some, and no faster than the page's pace allows:
 * what it holds back stays `queued`. The rows are `sending` and committed before anything leaves, so that a process
 * that dies meanwhile leaves a trace. Per client strictly in order and one at a time. A page that was paused gets one
 * probe, and not the same one again and again.
 */
export async function claimMessages(pool: Pool, limit: number, claimer: Partial<Claimer> = {}): Promise<Outgoing[]> {
  const { by = randomUUID(), underWay = new Map<string, number>(), perPage = limit } = claimer;
  const { rows } = await pool.query<Outgoing>(CLAIM, [
    limit,
    JSON.stringify(Object.fromEntries(underWay)),
    perPage,
    by,
  ]);
  return rows;
}

/** Puts back what was claimed in somebody's name who never heard of it: nothing of it has left. Returns how many. */
export async function putBackUnheard(pool: Pool, by: string, inHand: string[]): Promise<number> {
  const { rowCount } = await pool.query(
    `update message set state = 'queued', sending_by = null
     where direction = 'out' and state = 'sending' and sending_by = $1 and id <> all($2::uuid[])`,
    [by, inHand],
  );
  return rowCount ?? 0;
}
