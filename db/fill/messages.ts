import type { ClientBase } from 'pg';
import type { Lot } from './filling.ts';
import { idOf, isClients, messagesOf, pick, saidAt } from './pick.ts';
import { ANSWERED, ASKED, THINGS } from './words.ts';

const CHAT = idOf('chat', '$1', 'i');
const COUNT = messagesOf({ chats: '$2', longest: '$3', status: 'c.status' });
const BY_CLIENT = isClients('c.status', 'j');
const AT = saidAt({ chats: '$2', longest: '$3', begun: 'c.created_at', j: 'j' });
const TEXT = `case when ${BY_CLIENT} then ${pick('$4::text[]', 'i * 11 + j', 11)} else
  ${pick('$5::text[]', 'i * 11 + j', 12)} end || ' ' || ${pick('$6::text[]', 'i * 11 + j', 13)} ||
  ', замовлення № ' || (i * 11 + j) || '?'`;

/** What was said in the chats. Gives the number of the longest chat. */
export async function fillMessages(sql: ClientBase, lot: Lot, tell: (step: string) => void): Promise<number> {
  await sql.query(
    `insert into message (chat_id, client_id, page_id, direction, via, text, state, at, mid, decided, author_id,
       sent_at, read_at)
     select c.id, c.client_id, c.page_id, case when ${BY_CLIENT} then 'in' else 'out' end,
       case when ${BY_CLIENT} then 'client' else 'desk' end, ${TEXT},
       case when ${BY_CLIENT} then 'received' else 'read' end, ${AT}, 'm_filled_' || $1 || '_' || i || '_' || j, true,
       case when not ${BY_CLIENT} then o.employee_id end, case when not ${BY_CLIENT} then ${AT} end,
       case when not ${BY_CLIENT} then ${AT} end
     from generate_series(0, $2::int - 1) i join chat c on c.id = ${CHAT}
       left join chat_operator o on o.chat_id = c.id cross join generate_series(0, ${COUNT} - 1) j
     -- As they came: by their numbers the newest words are found.
     order by ${AT}`,
    [lot.run, lot.chats, lot.longest, ASKED, ANSWERED, THINGS],
  );
  tell('messages');
  await sql.query(
    `insert into message_words (message_id, folded, seq, page_id) select m.id, fold(m."text"), m.seq, m.page_id
     from generate_series(0, $2::int - 1) i join message m on m.chat_id = ${CHAT}
     order by m.seq on conflict do nothing`,
    [lot.run, lot.chats],
  );
  tell('words');
  const { rows } = await sql.query<{ number: number }>(
    `select number from chat where id = ${idOf('chat', '$1', '($2::int - 1)')}`,
    [lot.run, lot.chats],
  );
  return rows[0]?.number ?? 0;
}
