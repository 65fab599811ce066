import { type Viewer, visibleTo } from '#db/chats/viewer.ts';
import type { Person } from '#db/chats/row.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { ChatStatus } from '#workflows/chat/vocabulary.ts';

/** A chat with a contact, in a line. */
export interface ContactChat {
  number: number;
  status: ChatStatus;
  page: Person;
  firstName: string;
  lastName: string;
  createdAt: Date;
  lastContactAt: Date;
  finishedAt: Date | null;
  /** The words it began with. */
  begins: string | null;
}

export const CHAT_OF_CONTACT = `
  c.number, c.status, json_build_object('id', p.id, 'name', p.name) as page, cl.first_name as "firstName",
  cl.last_name as "lastName", c.created_at as "createdAt", c.last_contact_at as "lastContactAt",
  c.finished_at as "finishedAt", (select left(m.text, 120) from message m
    where m.chat_id = c.id and m.direction = 'in' and m.text <> '' order by m.at, m.seq limit 1) as begins`;
export const CHAT_OF_CONTACT_TABLES = 'client cl join chat c on c.client_id = cl.id join page p on p.id = c.page_id';

/** More are found in the list of chats. */
const SHOWN = 100;

/** The chats of all clients who are this contact, as far as the viewer may see them; the newest first. */
export async function listContactChats(sql: Sql, contactId: string, viewer: Viewer): Promise<ContactChat[]> {
  const { rows } = await sql.query<ContactChat>(
    `select ${CHAT_OF_CONTACT} from ${CHAT_OF_CONTACT_TABLES}
     where cl.contact_id = $1 and c.led is not null and ${visibleTo(2)}
     order by c.number desc limit ${SHOWN}`,
    [contactId, viewer?.employeeId ?? null],
  );
  return rows;
}
