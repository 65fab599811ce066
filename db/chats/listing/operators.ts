import type { Pool } from 'pg';
import type { Person } from '#db/chats/row.ts';
import type { Viewer } from '#db/chats/viewer.ts';
import { KINDS_COUNTED } from './chosen.ts';

/** Employees who are operator of a chat that the viewer may see, by name: out of the counts that are kept. */
export async function listChatOperators(pool: Pool, viewer: Viewer): Promise<Person[]> {
  const { rows } = await pool.query<Person>({
    name: 'chat-operators',
    text: `select e.id, e.name from employee e where e.id in (
        select k.employee_id from (${KINDS_COUNTED}) k
        where k.employee_id <> '' and ($1::text is null
          or exists (select 1 from page_access a where a.page_id = k.page_id and a.employee_id = $1))
        group by k.employee_id having sum(k.n) > 0)
      order by e.name, e.id`,
    values: [viewer?.employeeId ?? null],
  });
  return rows;
}
