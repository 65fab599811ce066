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
       coalesce(led.chats, 0) as "openChats"
     from employee e left join (
       select o.employee_id, count(*)::int as chats from chat c join chat_operator o on o.chat_id = c.id
       where o.position = 0 and c.status <> 'finished' group by o.employee_id
     ) led on led.employee_id = e.id where e.active and e.roles && '{operator,admin}' order by e.name collate "uk-x-icu", e.id`,
  );
  return rows;
}
