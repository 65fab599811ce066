import type { Sql } from '#db/connection/transaction.ts';
import type { PageHealth } from '#db/entities/page.ts';

/** What a look at a page goes by. */
export interface LookedPage {
  facebookId: string;
  sealedToken: string;
  health: PageHealth;
  healthReason: string | null;
  createdAt: Date;
  /** When its newest message was received. */
  lastAt: Date | null;
  percent: number | null;
  until: Date | null;
}

/** Older figures of Meta's say nothing: it counts by the hour. */
const USAGE_FRESH = "interval '1 hour'";

/** Null: it is not connected any more. */
export async function findLookedPage(sql: Sql, pageId: string): Promise<LookedPage | null> {
  const { rows } = await sql.query<LookedPage>(
    `select p.facebook_id as "facebookId", p.sealed_token as "sealedToken", p.health,
       p.health_reason as "healthReason", p.created_at as "createdAt",
       (select m.at from message m where m.page_id = p.id and m.direction || '' = 'in' order by m.at desc limit 1)
         as "lastAt",
       u.percent, u.until
     from page p left join page_usage u on u.page_id = p.id and (u.at > now() - ${USAGE_FRESH} or u.until > now())
     where p.id = $1 and p.removed_at is null`,
    [pageId],
  );
  return rows[0] ?? null;
}

interface DriftCounts {
  buttonsGone: boolean;
  refused: number;
  received: number;
  kinds: string[];
}

/**
 * What Meta did otherwise than we know, in the last days: answers it refused for a closed window although the client
 * had written less than a day before, buttons that nobody taps, and events that could not be read.
 */
export async function countDrift(sql: Sql, pageId: string, facebookId: string): Promise<DriftCounts> {
  const { rows } = await sql.query<DriftCounts>(
    `select
       exists (select 1 from trouble t where t.kind = 'contact_buttons_gone' and t.ref = $1 and t.ended_at is null)
         as "buttonsGone",
       (select count(*)::int from message m where m.page_id = $1::uuid and m.state = 'failed'
         and m.at > now() - interval '3 days' and m.direction = 'out' and m.reason_code = 'window_closed'
         and m.reason_detail is not null and exists (
           select 1 from message i where i.chat_id = m.chat_id and i.direction = 'in'
             and i.at between m.at - interval '23 hours' and m.at)) as refused,
       (select count(*)::int from message m where m.page_id = $1::uuid and m.direction || '' = 'in'
         and m.at > now() - interval '3 days') as received,
       array(select distinct e.kind from inbound_event e where e.parked and e.page_facebook_id = $2
         and e.received_at > now() - interval '3 days' order by 1 limit 20) as kinds`,
    [pageId, facebookId],
  );
  return rows[0] ?? { buttonsGone: false, refused: 0, received: 0, kinds: [] };
}
