import type { Person } from '#db/chats/row.ts';
import { type Viewer, visibleTo } from '#db/chats/viewer.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { ChatStatus } from '#workflows/chat/vocabulary.ts';
import type { WhichRecord } from './history.ts';

export interface ChatOfRecord {
  number: number;
  status: ChatStatus;
  page: Person;
  client: string;
  lastContactAt: Date;
}

/** More would be no card any more. */
const MOST = 50;

/** Chats of the clients that a lead or an order is linked to, as far as who looks may see them. */
export async function chatsOfRecord(sql: Sql, { kind, id }: WhichRecord, viewer: Viewer): Promise<ChatOfRecord[]> {
  const { rows } = await sql.query<ChatOfRecord>(
    `select c.number, c.status, json_build_object('id', p.id, 'name', p.name) as page,
       trim(cl.first_name || ' ' || cl.last_name) as client, c.last_contact_at as "lastContactAt"
     from client_${kind} x join chat c on c.client_id = x.client_id join client cl on cl.id = c.client_id
       join page p on p.id = c.page_id
     where x.${kind}_id = $1 and c.led is not null and ${visibleTo(2)}
     order by c.last_contact_at desc, c.number desc limit ${MOST}`,
    [id, viewer?.employeeId ?? null],
  );
  return rows;
}
