import { createHash } from 'node:crypto';
import type { Sql } from '#db/connection/transaction.ts';
import { begunAs } from '#db/chats/summary.ts';
import { chance, idOf } from '#db/fill/pick.ts';
import { PAST_CLIENTS, PAST_TALKS } from './past-words.ts';

/** Who and what there is for the past to be about. */
export interface PastOf {
  pages: { id: string; facebookId: string }[];
  /** Who led the chats. */
  operators: string[];
  /** Of the first client. */
  contactId: string;
}

const CHATS = 140;
const DAYS = 30;
/** How the simulated Messenger calls the contact of long standing. */
const CONTACT = 'mariia';

const CHAT = idOf('chat', `'demo'`, 'i');
const CLIENT = (n: string): string => idOf('client', `'demo'`, n);
const MIDNIGHT = `date_trunc('day', now() at time zone 'Europe/Kyiv') at time zone 'Europe/Kyiv'`;
/** In daytime, from a month ago to yesterday. */
const BEGUN = `${MIDNIGHT} - make_interval(days => 1 + (${CHATS - 1} - i) * ${DAYS - 1} / ${CHATS})
  + interval '9 hours' + make_interval(mins => ${chance('i', 1, '540')}::int)`;
const ANSWERED = `make_interval(mins => 2 + ${chance('i', 2, '25')}::int)`;
const LED_BY = `($1::text[])[1 + ${chance('i', 3, 'cardinality($1::text[])')}]`;
const TALK = `1 + ${chance('i', 4, 'cardinality($2::text[])')}`;

/** A month of finished chats, so that searches, lists and a client's earlier chats have something to show. */
export async function addPast(sql: Sql, { pages, operators, contactId }: PastOf): Promise<void> {
  await addClients(sql, pages, contactId);
  await addChats(sql, operators);
  await addOperators(sql, operators);
  await addMessages(sql, operators);
  await addTimeline(sql, operators);
}

/** The simulated Messenger's own id of a person at a page (test/messenger/world.ts): who writes again is the same. */
export function simulatedPsid(page: string, client: string): string {
  const digest = createHash('sha256').update(`${page}:${client}`).digest('hex').slice(0, 15);
  return String(1_000_000_000_000_000n + (BigInt(`0x${digest}`) % 9_000_000_000_000_000n));
}

async function addClients(sql: Sql, pages: PastOf['pages'], contactId: string): Promise<void> {
  await sql.query(
    `insert into client (id, page_id, psid, first_name, last_name, locale, profile_at, contact_id)
     select ${CLIENT('n')}, ($1::uuid[])[1 + n % cardinality($1::uuid[])],
       case when n = 0 then $3 else 'demo-past-' || n end, split_part(name, ' ', 1), split_part(name, ' ', 2),
       'uk_UA', now(), case when n = 0 then $4::uuid end
     from unnest($2::text[]) with ordinality as named (name, nth) cross join lateral (select nth - 1 as n) counted`,
    [pages.map(({ id }) => id), PAST_CLIENTS, simulatedPsid(pages[0]?.facebookId ?? '', CONTACT), contactId],
  );
}

async function addChats(sql: Sql, operators: string[]): Promise<void> {
  const summary = begunAs({ unread: '0', waiting: 'null', contact: `begun + ${ANSWERED} + interval '9 minutes'` });
  await sql.query(
    `insert into chat (id, client_id, page_id, status, created_at, finished_at, finished_by_id, ${summary.columns})
     select ${CHAT}, c.id, c.page_id, 'finished', begun, begun + interval '1 hour', ${LED_BY}, ${summary.values}
     from generate_series(0, ${CHATS - 1}) i join client c on c.id = ${CLIENT('(i % $2)')}
       cross join lateral (select ${BEGUN} as begun) b
     order by begun`,
    [operators, PAST_CLIENTS.length],
  );
}

async function addOperators(sql: Sql, operators: string[]): Promise<void> {
  await sql.query(
    `insert into chat_operator (chat_id, employee_id, since, position)
     select c.id, ${LED_BY}, c.created_at, 0 from generate_series(0, ${CHATS - 1}) i join chat c on c.id = ${CHAT}`,
    [operators],
  );
}

async function addMessages(sql: Sql, operators: string[]): Promise<void> {
  const [asked, answered, ended] = [0, 1, 2].map((n) => PAST_TALKS.map((talk) => talk[n]));
  await sql.query(
    `insert into message (chat_id, client_id, page_id, direction, via, text, state, at, mid, decided, author_id,
       sent_at, delivered_at, read_at)
     select c.id, c.client_id, c.page_id, case when j = 1 then 'out' else 'in' end,
       case when j = 1 then 'desk' else 'client' end,
       case j when 0 then ($2::text[])[${TALK}] when 1 then ($3::text[])[${TALK}] else ($4::text[])[${TALK}] end,
       case when j = 1 then 'read' else 'received' end, at, 'm_demo_' || i || '_' || j, true,
       case when j = 1 then ${LED_BY} end, case when j = 1 then at end, case when j = 1 then at end,
       case when j = 1 then at end
     from generate_series(0, ${CHATS - 1}) i join chat c on c.id = ${CHAT} cross join generate_series(0, 2) j
       cross join lateral (select c.created_at + case j when 0 then interval '0' when 1 then ${ANSWERED}
         else ${ANSWERED} + interval '9 minutes' end as at) t
     order by at`,
    [operators, asked, answered, ended],
  );
}

async function addTimeline(sql: Sql, operators: string[]): Promise<void> {
  await sql.query(
    `insert into timeline (chat_id, seq, n, at, kind, by_id, reason)
     select c.id, 1, 0, c.created_at, 'opened', null, '{"code": "message"}'::jsonb
     from generate_series(0, ${CHATS - 1}) i join chat c on c.id = ${CHAT}
     union all
     select c.id, 2, 0, c.finished_at, 'finished', ${LED_BY},
       '{"code": "operator_said", "from": "answered", "to": "finished"}'::jsonb
     from generate_series(0, ${CHATS - 1}) i join chat c on c.id = ${CHAT}`,
    [operators],
  );
}
