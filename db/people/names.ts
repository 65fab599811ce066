import type { Person } from '#db/chats/row.ts';
import type { Sql } from '#db/connection/transaction.ts';

/** Employees by their ids; whoever is not there is left out. */
export async function readPeople(sql: Sql, ids: string[]): Promise<Map<string, Person>> {
  const { rows } = await sql.query<Person>('select id, name from employee where id = any($1::text[])', [ids]);
  return new Map(rows.map((person) => [person.id, person]));
}
