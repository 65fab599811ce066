import type { Pool } from 'pg';
import type { ToldHealth } from '#db/entities/page.ts';
import type { Mark } from '#workflows/page/vocabulary.ts';
import type { Viewer } from '#db/chats/viewer.ts';
import { type Sql } from '#db/connection/transaction.ts';

export interface PageRow {
  id: string;
  facebookId: string;
  name: string;
  health: ToldHealth;
  /** Why it does not work; null where it does, or nobody knows. */
  healthReason: string | null;
  employeeIds: string[];
  /** Tags of what its operators should know. */
  skills: string[];
  /** Meta lets its people answer for seven days. */
  humanAgent: boolean;
  /** Since when Meta brings what clients write; null: the log-in did not see to that. */
  subscribedAt: Date | null;
  createdAt: Date;
  /** Its clients’ words do not reach us: Meta sends none, or some are missing. */
  isDeaf: boolean;
  /** How it is in a word, and since when, by its own workflow; null: nobody has looked yet. */
  watched: Mark | null;
  watchedSince: Date | null;
}

/** What everybody who works on a page knows of it. */
export type SeenPage = Pick<PageRow, 'id' | 'name' | 'health' | 'humanAgent' | 'isDeaf'>;

const SEEN = `p.id, p.name, p.human_agent as "humanAgent",
  case when p.checking then 'checking' when p.health = 'paused' and p.paused_until <= now() then 'ok'
    else p.health end as health,
  exists (select 1 from page_health h where h.page_id = p.id and 'broken' in (
    h.health #>> '{checks,subscription,state}', h.health #>> '{checks,silence,state}')) as "isDeaf"`;

const COLUMNS = `${SEEN}, p.facebook_id as "facebookId", p.subscribed_at as "subscribedAt", p.skills,
  p.health_reason as "healthReason", p.created_at as "createdAt",
  watched.state as watched, watched.since as "watchedSince",
  array(select a.employee_id from page_access a where a.page_id = p.id order by 1) as "employeeIds"`;

/** It was not removed. */
const HERE = 'p.removed_at is null';
const FROM = 'from page p left join page_health watched on watched.page_id = p.id';

export async function findPages(pool: Pool, ids: string[]): Promise<PageRow[]> {
  if (ids.length === 0) return [];
  return (await pool.query<PageRow>(`select ${COLUMNS} ${FROM} where ${HERE} and p.id = any($1::uuid[])`, [ids])).rows;
}

/** All pages that have all of these words in their name or id, by name, with who works on them. */
export async function listPages(pool: Pool, words = ''): Promise<PageRow[]> {
  const { rows } = await pool.query<PageRow>(
    `select ${COLUMNS} ${FROM} where ${HERE} and not exists (select 1 from unnest($1::text[]) as word
       where position(fold(word) in fold(p.name || ' ' || p.facebook_id)) = 0) order by p.name`,
    [words.split(/\s+/).filter(Boolean)],
  );
  return rows;
}

/** The pages a viewer sees the chats of, by name; who else does is not read: every desk asks, and often. */
export async function listSeenPages(pool: Pool, viewer: Viewer): Promise<SeenPage[]> {
  const { rows } = await pool.query<SeenPage>(
    `select ${SEEN} from page p where ${HERE} and ($1::text is null
       or exists (select 1 from page_access a where a.page_id = p.id and a.employee_id = $1)) order by p.name`,
    [viewer?.employeeId ?? null],
  );
  return rows;
}

/** What the company calls its pages. */
export async function pageNames(pool: Pool): Promise<string[]> {
  return (await pool.query<{ name: string }>('select name from page order by name limit 50')).rows.map(
    ({ name }) => name,
  );
}

export async function readPage(tx: Sql, id: string): Promise<PageRow | null> {
  return (await tx.query<PageRow>(`select ${COLUMNS} ${FROM} where p.id = $1`, [id])).rows[0] ?? null;
}
