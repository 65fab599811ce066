import type { Person } from '#db/chats/row.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { LOADS } from '#db/routing/candidates.ts';

export interface OperatorRow {
  employee: Person;
  languages: string[];
  skills: string[];
  capacity: number | null;
  /** Chats not finished that they are in, or were given: what counts against their limit. */
  openChats: number;
}

/** What everybody who may be an operator knows, can carry and carries now, by name. */
export async function listOperators(sql: Sql): Promise<OperatorRow[]> {
  const { rows } = await sql.query<OperatorRow>(
    `select json_build_object('id', e.id, 'name', e.name) as employee, e.languages, e.skills, e.capacity,
       coalesce(loads.load, 0) as "openChats"
     from employee e ${LOADS}
     where e.active and e.roles && '{operator,admin}' order by e.name collate "uk-x-icu", e.id`,
  );
  return rows;
}
