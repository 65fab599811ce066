import type { Sql } from '#db/connection/transaction.ts';
import type { Saving } from '#workflows/chat/needs.ts';

/** What the texts of automatic messages are filled with. */
export interface Reader {
  firstName: string;
  lastName: string;
  /** Of the client's Facebook; null when Meta does not tell. */
  locale: string | null;
  pageId: string;
  pageName: string;
  operatorName: string;
}

/** Who reads the message: the client, on which page, led by whom. */
export async function findReader(sql: Sql, { clientId, chat }: Saving): Promise<Reader | null> {
  const { rows } = await sql.query<Reader>(
    `select cl.first_name as "firstName", cl.last_name as "lastName", cl.locale, p.id as "pageId", p.name as "pageName",
       coalesce((select e.name from employee e where e.id = $2), '') as "operatorName"
     from client cl join page p on p.id = cl.page_id where cl.id = $1`,
    [clientId, chat?.operators[0]?.id ?? null],
  );
  return rows[0] ?? null;
}
