import type { Pool } from 'pg';
import type { Person } from './row.ts';

export interface EntryRow {
  id: string;
  chatNumber: number;
  /** Its place in the chat's timeline: the step that decided it, and which of that step's decisions it is. */
  seq: number;
  n: number;
  at: Date;
  kind: string;
  by: Person | null;
  about: Person | null;
  reason: { code: string; [fact: string]: unknown } | null;
  /** Whom a step of the escalation names, by the name it has now. */
  team: string | null;
  dueAt: Date | null;
}

const COLUMNS = `
  t.id, c.number as "chatNumber", t.seq, t.n, t.at, t.kind, t.reason, g.name as team, t.due_at as "dueAt",
  case when b.id is not null then json_build_object('id', b.id, 'name', b.name) end as by,
  case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as about`;
/** A step of the escalation that names a person is about them. */
const NAMED = `case when t.kind = 'escalated' and t.reason ->> 'to' = 'person' then t.reason ->> 'target' end`;
const TABLES = `timeline t join chat c on c.id = t.chat_id
  left join employee b on b.id = t.by_id left join employee a on a.id = coalesce(t.about_id, ${NAMED})
  left join team g on t.kind = 'escalated' and t.reason ->> 'to' = 'team' and g.id::text = t.reason ->> 'target'`;

/** What a chat decided, oldest first. `after`: the entry after which it goes on. */
export async function listTimeline(
  pool: Pool,
  chatId: string,
  { limit, offset, after }: { limit: number; offset: number; after: string | null },
): Promise<{ rows: EntryRow[]; total: number }> {
  const [list, count] = await Promise.all([
    pool.query<EntryRow>({
      name: 'timeline',
      text: `select ${COLUMNS} from ${TABLES} where t.chat_id = $1
         and ($4::uuid is null or (t.seq, t.n) > (select seq, n from timeline where id = $4 and chat_id = $1))
       order by t.seq, t.n limit $2 offset $3`,
      values: [chatId, limit, offset, after],
    }),
    pool.query<{ total: string }>({
      name: 'count-timeline',
      text: 'select count(*) as total from timeline where chat_id = $1',
      values: [chatId],
    }),
  ]);
  return { rows: list.rows, total: Number(count.rows[0]?.total ?? 0) };
}

export async function findEntries(pool: Pool, ids: string[]): Promise<EntryRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool.query<EntryRow>({
    name: 'find-entries',
    text: `select ${COLUMNS} from ${TABLES} where t.id = any($1::uuid[])`,
    values: [ids],
  });
  return rows;
}
