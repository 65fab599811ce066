import type { ClientBase } from 'pg';
import type { Lot } from './filling.ts';
import { begunAs } from '#db/chats/summary.ts';
import { isCompany } from './contacts.ts';
import { chance, idOf, isClients, madeAt, messagesOf, pick, saidAt } from './pick.ts';
import { FAMILY_ENDS, FAMILY_STEMS, FIRST_NAMES } from './words.ts';

/** When the chat `i` of `$3` began. */
const BEGUN = madeAt('i', '$3');
const CHAT = { id: idOf('chat', '$1', 'i'), client: idOf('client', '$1', '(i % $4)') };
const CLIENT_PAGE = pick('$2::uuid[]', '(i % $4)', 1);
/** The newest of them are open, and no client has two of those. */
const STATUS = `case when i < $3 - $5 then 'finished' when i = $3 - 1 then 'in_progress'
  else ('{new,answered,in_progress,new,answered,in_progress,in_progress}'::text[])[1 + i % 7] end`;

const COUNT = messagesOf({ chats: '$3', longest: '$6', status: 'c.status' });
const LAST = saidAt({ chats: '$3', longest: '$6', begun: 'c.begun', j: `${COUNT} - 1` });
/** Who is new has nobody yet; of the finished ones some ended without anybody. */
const LED = `(c.status <> 'new' and (c.status <> 'finished' or ${chance('i', 8, '20')} > 0))`;
/** A client waits whose word is the last one. */
const WAITS = `c.status <> 'finished' and ${isClients('c.status', `(${COUNT} - 1)`)}`;
const SUMMARY = begunAs({
  unread: `case when c.status = 'new' then ${COUNT} when ${WAITS} then 1 else 0 end`,
  waiting: `case when c.status = 'new' then c.begun when ${WAITS} then ${LAST} end`,
  contact: LAST,
});

export async function fillChats(sql: ClientBase, lot: Lot, tell: (step: string) => void): Promise<void> {
  await fillClients(sql, lot);
  tell('clients');
  await sql.query(
    `insert into chat (id, client_id, page_id, status, created_at, finished_at, led, ${SUMMARY.columns})
     select ${CHAT.id}, ${CHAT.client}, ${CLIENT_PAGE}, c.status, c.begun,
       case when c.status = 'finished' then c.begun + interval '1 hour' end, ${LED}, ${SUMMARY.values}
     from generate_series(0, $3::int - 1) i cross join lateral (select ${STATUS} as status, ${BEGUN} as begun) c
     order by i`,
    [lot.run, lot.pages, lot.chats, lot.clients, lot.open, lot.longest],
  );
  tell('chats');
  await fillOperators(sql, lot);
  await fillTimeline(sql, lot);
  tell('operators and decisions');
}

const NAMED = `${pick('$3::text[]', 'n', 2)}, ${pick('$4::text[]', 'n', 3)} || ${pick('$5::text[]', 'n', 4)}`;

/** Whoever is a contact is linked to it, but for some who only have its phone. */
const IS_CONTACT = `n % $7 = 0 and n / $7 < $8 and n % 8 <> 4 and not ${isCompany('n / $7')}`;

async function fillClients(sql: ClientBase, { run, clients, pages, every, contacts }: Lot): Promise<void> {
  await sql.query(
    `insert into client (id, page_id, psid, first_name, last_name, locale, profile_at, phone, contact_id)
     select ${idOf('client', '$1', 'n')}, ${pick('$2::uuid[]', 'n', 1)}, 'filled-' || $1 || '-' || n, ${NAMED},
       'uk_UA', now(), case when n % 4 = 0 then '+38067' || lpad((n % 10000000)::text, 7, '0') end,
       case when ${IS_CONTACT} then ${idOf('contact', '$1', 'n')} end
     from generate_series(0, $6::int - 1) n`,
    [run, pages, FIRST_NAMES, FAMILY_STEMS, FAMILY_ENDS, clients, every, contacts],
  );
  await sql.query(
    `insert into client_address (client_id, phone, email)
     select id, replace(coalesce(phone, ''), '+', ''), fold(coalesce(email, '')) from client
     where psid like 'filled-' || $1 || '-%' and (phone is not null or email is not null) on conflict do nothing`,
    [run],
  );
  await sql.query(
    `insert into client_words (client_id, folded) select id, fold(first_name || ' ' || last_name) from client
     where psid like 'filled-' || $1 || '-%' on conflict do nothing`,
    [run],
  );
}

/** Only who has access to the page: from anybody else an open chat would be taken. */
async function fillOperators(sql: ClientBase, { run, chats, employees }: Lot): Promise<void> {
  await sql.query(
    `with able as (
       select page_id, array_agg(employee_id order by employee_id) as ids from page_access
       where employee_id = any($2::text[]) group by page_id)
     insert into chat_operator (chat_id, employee_id, since, position, page_id, number, created_at, contact_at)
     select c.id, ${pick('able.ids', 'i', 7)}, c.created_at, 0, c.page_id, c.number, c.created_at,
       case when c.status = 'finished' then c.last_contact_at end
     from generate_series(0, $3::int - 1) i join chat c on c.id = ${CHAT.id}
     join able on able.page_id = c.page_id
     where c.led`,
    [run, employees, chats],
  );
}

async function fillTimeline(sql: ClientBase, { run, chats }: Lot): Promise<void> {
  await sql.query(
    `insert into timeline (chat_id, seq, n, at, kind, reason)
     select c.id, 1, 0, c.created_at, 'opened', '{"code": "message"}'::jsonb
     from generate_series(0, $2::int - 1) i join chat c on c.id = ${CHAT.id}
     union all
     select c.id, 2, 0, c.finished_at, 'finished',
       '{"code": "operator_said", "from": "answered", "to": "finished"}'::jsonb
     from generate_series(0, $2::int - 1) i join chat c on c.id = ${CHAT.id} where c.finished_at is not null`,
    [run, chats],
  );
}
