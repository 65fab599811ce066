import type { Viewer } from '#db/chats/viewer.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { CheckCode, CheckKind, Detail, Health, Mark } from '#workflows/page/vocabulary.ts';

export interface SeenHealth {
  id: string;
  name: string;
  facebookId: string;
  createdAt: Date;
  health: Health | null;
  /** Answers that wait because the page is broken. */
  held: number;
}

/** A page with what is kept of its health; null: it is not there, or not theirs to see. */
export async function findSeenHealth(sql: Sql, pageId: string, viewer: Viewer): Promise<SeenHealth | null> {
  const { rows } = await sql.query<SeenHealth>(
    `select p.id, p.name, p.facebook_id as "facebookId", p.created_at as "createdAt", h.health,
       (select count(*)::int from message m where m.page_id = p.id and m.direction = 'out' and m.state = 'held') as held
     from page p left join page_health h on h.page_id = p.id
     where p.id = $1 and p.removed_at is null and ($2::text is null
       or exists (select 1 from page_access a where a.page_id = p.id and a.employee_id = $2))`,
    [pageId, viewer?.employeeId ?? null],
  );
  return rows[0] ?? null;
}

export interface HealthEventRow {
  kind: CheckKind;
  at: Date;
  state: Mark;
  code: CheckCode;
  detail: Detail;
}

const EVENTS_MAX = 100;

/** What happened to a page, the newest first. */
export async function listHealthEvents(sql: Sql, pageId: string): Promise<HealthEventRow[]> {
  const { rows } = await sql.query<HealthEventRow>(
    `select kind, at, state, code, detail from page_health_event where page_id = $1 order by at desc, kind
     limit ${EVENTS_MAX}`,
    [pageId],
  );
  return rows;
}
