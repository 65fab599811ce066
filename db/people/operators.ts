import type { Person } from '#db/chats/read.ts';
import type { Sql } from '#db/pool.ts';

export interface OperatorRow {
  employee: Person;
  languages: string[];
  skills: string[];
  capacity: number | null;
  /** Chats not finished that they lead. */
  openChats: number;
}

/** What everybody who may be an operator knows, can carry and carries now, by name. */
export async function listOperators(sql: Sql): Promise<OperatorRow[]> {
  const { rows } = await sql.query<OperatorRow>(
    `select json_build_object('id', e.id, 'name', e.name) as employee, e.languages, e.skills, e.capacity,
       (select count(*)::int from chat_operator o join chat c on c.id = o.chat_id
        where o.employee_id = e.id and o.position = 0 and c.status <> 'finished') as "openChats"
     from employee e where e.active and e.roles && '{operator,admin}' order by e.name collate "uk-x-icu", e.id`,
  );
  return rows;
}
