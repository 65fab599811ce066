import type { Sql } from '#db/connection/transaction.ts';
import type { Asked } from '#db/search/asked.ts';
import { isCommonName } from '#db/search/common-name.ts';
import { findClientIds } from '#db/search/find-clients.ts';
import { findMessages } from '#db/search/find-messages.ts';

/** Ids as PostgreSQL writes a list: to take thousands of them apart and put them together again takes longer. */
interface Said {
  chats: string;
  pages: string[];
  areChatsCommon: boolean;
}
interface Known {
  clients: string;
  areClientsCommon: boolean;
}

/** There may be more than were looked for: of what is common. */
export type Found = Said & Known;

/** A name is a common one beyond doubt where a sample tells of so many times more, and of some in any list's first. */
const SURELY = 4;
const SHARE = 0.01;

/** Where the words stand: of each kind at most so many; `isDeep`: all of them, however common. */
export async function findWords(tx: Sql, asked: Asked, most: number, isDeep = false): Promise<Found> {
  const named = await findKnown(tx, asked, most, isDeep);
  return { ...named, ...(await findSaid(tx, asked, most, isDeep)) };
}

/** Clients by whatever is known of them. */
export async function findKnown(tx: Sql, asked: Asked, most: number, isDeep = false): Promise<Known> {
  const isName = !isDeep && (await isCommonName(tx, asked, { most: SURELY * most, share: SHARE }));
  const clients = await findClientIds(tx, asked, most + 1, { byName: !isName, byContact: true });
  // Of each kind at most so many, and not all of them are of one.
  return { clients: clients.ids, areClientsCommon: isName || clients.count > most };
}

/** Clients by their phones and e-mails, and those of their contacts, and by no name. */
export async function findReached(tx: Sql, asked: Asked, most: number): Promise<Known> {
  const clients = await findClientIds(tx, asked, most + 1, { byName: false, byContact: false });
  return { clients: clients.ids, areClientsCommon: clients.count > most };
}

/** Chats by their numbers and messages, and pages by their names. */
export async function findSaid(tx: Sql, asked: Asked, most: number, isDeep = false): Promise<Said> {
  const { ids, fresh, isCommon } = await findMessages(tx, asked, { viewer: null, most: most + 1, isDeep });
  const areChatsCommon = isCommon || ids.length > most;
  // Who goes through a list for a common word looks for it in the index, too.
  return { ...(await findChats(tx, asked, areChatsCommon && !isDeep ? fresh : ids)), areChatsCommon };
}

/** Of the messages, and the one with that number; and pages that are called so. */
async function findChats(
  tx: Sql,
  { number, patterns }: Asked,
  messages: string[],
): Promise<{ chats: string; pages: string[] }> {
  const { rows } = await tx.query<{ chats: string; pages: string[] }>(
    `select
       array(select chat_id from message where id = any($1::uuid[])
         union select id from chat where number = $2::int)::text as chats,
       array(select id from page where fold(name) like all($3::text[])) as pages`,
    [messages, number, patterns],
  );
  return rows[0] ?? { chats: '{}', pages: [] };
}
