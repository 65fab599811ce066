import { KNOWN, knownContacts } from '#db/contacts/known.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { ChatFacts } from '#workflows/routing/vocabulary.ts';

/** More of the client's first words decide nothing, and stand in every record. */
const WORDS_MAX = 500;
/** As many as are looked at when a chat is linked to one of them. */
const CONTACTS_MAX = 50;

/** The words that the client of chat `c` wrote first in it, as `said`; `known`: before that moment. */
export const firstWords = (known = ''): string => `left join lateral (
    select left(normalize(m.text, NFC), ${WORDS_MAX}) as words from message m where m.chat_id = c.id
      and m.direction = 'in' and m.text <> ''
      and m.kind not in ('referral', 'postback') ${known && `and m.at <= ${known}`}
    order by m.at, m.seq limit 1
  ) said on true`;

/** What brought the client, and the words they wrote first; a tap on a button may come before both. */
const FIRST = `left join lateral (
    select m.referral from message m where m.chat_id = c.id and m.direction = 'in' and m.referral is not null
    order by m.at, m.seq limit 1
  ) came on true ${firstWords()}`;

/** The chat before this one, and who led it at its end. */
const PREVIOUS = `left join lateral (
    select e.id, (select o.employee_id from chat_operator o where o.chat_id = e.id and o.position = 0) as lead
    from chat e where e.client_id = c.client_id and e.led is not null
      and (e.created_at, e.number) < (c.created_at, c.number)
    order by e.created_at desc, e.number desc limit 1
  ) earlier on true`;

/**
 * The linked contact alone; where none is linked, and no link was taken away, all with a phone or an e-mail by which
 * the client is known.
 */
const CONTACTS = `${KNOWN} cross join lateral (
    select coalesce(json_agg(json_build_object('id', k.id, 'managerId', k.manager_id, 'segment', k.segment)
      order by k.id), '[]') as found
    from (
      select id, manager_id, segment from contact where id = cl.contact_id
      union all (
        select k.* from ${knownContacts('id, manager_id, segment')} where cl.contact_id is null
          and not cl.contact_refused order by k.id limit ${CONTACTS_MAX}
      )
    ) k
  ) contacts`;

/** What routing knows of these chats, by their id; of a finished one as far as the tables still tell. */
export async function readChatFacts(sql: Sql, chatIds: string[]): Promise<Map<string, ChatFacts>> {
  if (chatIds.length === 0) return new Map();
  const { rows } = await sql.query<ChatFacts>(
    `select c.id as "chatId", c.page_id as "pageId", p.skills as "pageSkills", cl.locale, came.referral,
       coalesce(said.words, '') as words, earlier.id is not null as returning, earlier.lead as "previousOperatorId",
       contacts.found as contacts,
       floor(extract(epoch from coalesce(w.since, c.waiting_since, c.created_at)) * 1000)::float8 as "waitingSince"
     from chat c join page p on p.id = c.page_id join client cl on cl.id = c.client_id
       left join waiting_room w on w.chat_id = c.id ${FIRST} ${PREVIOUS} ${CONTACTS}
     where c.id = any($1::uuid[])`,
    [chatIds],
  );
  return new Map(rows.map((row) => [row.chatId, row]));
}
