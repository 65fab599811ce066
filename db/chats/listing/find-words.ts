import type { Sql } from '#db/connection/transaction.ts';
import type { Asked } from '#db/search/asked.ts';
import { isCommonName } from '#db/search/common-name.ts';
import { findClientIds } from '#db/search/find-clients.ts';
import { findMessages } from '#db/search/find-messages.ts';

export interface Found {
  /** Ids, as PostgreSQL writes a list: to take thousands of them apart and put them together again takes longer. */
  clients: string;
  chats: string;
  pages: string[];
  /** There are more than were looked for. */
  isCommon: boolean;
  areChatsCommon: boolean;
  areClientsCommon: boolean;
}

/** A name is a common one beyond doubt where a sample tells of so many times more, and of some in any list's first. */
const SURELY = 4;
const SHARE = 0.01;

/** Where the words stand: of each kind at most so many; `isDeep`: all of them, however common. */
export async function findWords(tx: Sql, asked: Asked, most: number, isDeep = false): Promise<Found> {
  const isName = !isDeep && (await isCommonName(tx, asked, { most: SURELY * most, share: SHARE }));
  const clients = await findClientIds(tx, asked, most + 1, !isName);
  const { ids, fresh, isCommon } = await findMessages(tx, asked, { viewer: null, most: most + 1, isDeep });
  const areChatsCommon = isCommon || ids.length > most;
  // Who goes through a list for a common word looks for it in the index, too.
  const { chats, pages } = await findChats(tx, asked, areChatsCommon && !isDeep ? fresh : ids);
  // Of each kind at most so many, and not all of them are of one.
  const areClientsCommon = isName || clients.count > most;
  return {
    clients: clients.ids,
    chats,
    pages,
    isCommon: areClientsCommon || areChatsCommon,
    areChatsCommon,
    areClientsCommon,
  };
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
