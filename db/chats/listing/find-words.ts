import type { Sql } from '#db/connection/transaction.ts';
import { POSITION } from '#db/search/position.ts';

/** What was asked for, as it is searched. */
export interface Asked {
  /** A chat's number, where it may be one. */
  number: number | null;
  folded: string;
  pattern: string;
  parts: string[];
  /** They are looked for in messages as well. */
  inText: boolean;
}

export interface Found {
  clients: string[];
  chats: string[];
  pages: string[];
  /** There are more than were looked for. */
  isCommon: boolean;
  areChatsCommon: boolean;
}

/** Whoever waits longer types another word. */
const LONGEST_MS = 1_000;
const NUMBER_MAX = 2 ** 31 - 1;
/** What was said in the last moment is not in the index yet. */
const FRESH = 1_000;

/**
 * The search's own transaction: it ends soon, and looks through no table from its beginning to its end, whatever the
 * planner thinks of words that it does not know.
 */
export async function readAsked(tx: Sql, q: string): Promise<Asked> {
  const { rows } = await tx.query<Omit<Asked, 'number'> & { timeout: string; seqscan: string }>(
    `select fold($1) as folded, fold($2) as pattern,
       case when trigrams(fold($1)) <> '{}' then trigrams(fold($1)) else array['^' || fold($1)] end as parts,
       trigrams(fold($1)) <> '{}' as "inText",
       set_config('statement_timeout', $3, true) as timeout, set_config('enable_seqscan', 'off', true) as seqscan`,
    [q, `%${q.replace(/[\\%_]/g, '\\$&')}%`, String(LONGEST_MS)],
  );
  const asked = rows[0] ?? { folded: '', pattern: '', parts: [], inText: false };
  const isNumber = /^[1-9]\d{0,9}$/.test(q) && Number(q) <= NUMBER_MAX;
  const { folded, pattern, parts, inText } = asked;
  return { folded, pattern, parts, inText, number: isNumber ? Number(q) : null };
}

/** Where the words stand: of each kind at most so many. */
export async function findWords(tx: Sql, { number, pattern, parts, inText }: Asked, most: number): Promise<Found> {
  const { rows } = await tx.query<Record<'clients' | 'chats' | 'fresh' | 'pages', string[]>>(
    `select
       array(select client_id from client_words where name_parts(folded) @> $1::text[] and folded like $2 limit $3)
         as clients,
       array(select m.chat_id from message_words w join message m on m.id = w.message_id
         where trigrams(w.folded) @> $1::text[] and w.folded like $2 limit $3) as chats,
       array(select m.chat_id from (
           select ref from change where (xid, id) > ${POSITION} and kind = 'message' order by xid desc, id desc
           limit ${FRESH}) c join message m on m.id = c.ref::uuid
         where $4::boolean and fold(m."text") like $2
         union select id from chat where number = $5::int) as fresh,
       array(select id from page where fold(name) like $2) as pages`,
    [parts, pattern, most + 1, inText, number],
  );
  const { clients, chats, fresh, pages } = rows[0] ?? { clients: [], chats: [], fresh: [], pages: [] };
  const areChatsCommon = chats.length > most;
  return {
    clients,
    chats: [...new Set([...chats, ...fresh])],
    pages,
    isCommon: clients.length > most || areChatsCommon,
    areChatsCommon,
  };
}
