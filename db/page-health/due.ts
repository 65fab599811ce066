import type { Sql } from '#db/connection/transaction.ts';

/** A page whose workflow is to be started, or told to look. */
export interface DuePage {
  id: string;
  /** The same as long as it is the same reason. */
  why: string;
}

/** Its workflow looks by itself: one that is so late has none, or is stuck. */
const LATE = "interval '2 minutes'";

/** Pages that nobody has looked at yet, those that somebody asked about, and those whose look is late. */
export async function listDuePages(sql: Sql): Promise<DuePage[]> {
  const { rows } = await sql.query<DuePage>(
    `select p.id, coalesce(h.asked_at::text, h.due_at::text, 'new') as why
     from page p left join page_health h on h.page_id = p.id
     where p.removed_at is null
       and (h.page_id is null or h.asked_at is not null or h.due_at < now() - ${LATE})
     order by p.created_at limit 1000`,
  );
  return rows;
}
