import type { Sql } from '#db/connection/transaction.ts';
import { firstWords } from '#db/routing/facts.ts';
import { type ContactFacts, readCarried } from '#workflows/chat/vocabulary.ts';
import type { ChatFacts, Question } from '#workflows/routing/vocabulary.ts';

/** A chat that may become an example. */
export interface PastChat {
  id: string;
  number: number;
  pageId: string;
  /** What it knew of the client in the end. */
  contact: ContactFacts;
  /** The parts of it that became known in this chat. */
  learned: string[];
  /** All that it was told is still there, from the first word on. */
  isWhole: boolean;
  /** Who is an operator of it, while it is open. */
  operatorIds: string[];
  /**
   * The first choice of an operator, with all it depended on; a record keeps no words, they are those that stand in the
   * messages.
   */
  question: (Omit<Question, 'policy' | 'chat'> & { chat: ChatFacts }) | null;
}

export async function findPastChat(sql: Sql, number: number): Promise<PastChat | null> {
  const { rows } = await sql.query<Omit<PastChat, 'contact'> & { state: unknown }>(
    `select c.id, c.number, c.page_id as "pageId", c.state,
       array(select distinct t.reason->>'what' from timeline t where t.chat_id = c.id and t.kind = 'contact'
         and t.reason->>'code' in ('given', 'set')) as learned,
       exists (select 1 from chat_input i where i.chat_id = c.id) and not exists (
         select 1 from (select id from message where chat_id = c.id and direction = 'in' order by seq limit 1) first
         where not exists (select 1 from chat_input i where i.chat_id = c.id and i.message_id = first.id)) as "isWhole",
       array(select o.employee_id from chat_operator o where o.chat_id = c.id
         and c.status <> 'finished') as "operatorIds",
       jsonb_set(asked.question, '{chat,words}', to_jsonb(coalesce(said.words, ''))) as question
     from chat c left join lateral (
       select r.at, r.question from routing_record r where r.chat_id = c.id order by r.at, r.ask limit 1) asked on true
       ${firstWords('asked.at')}
     where c.number = $1`,
    [number],
  );
  const [row] = rows;
  if (!row) return null;
  const { state, ...chat } = row;
  return { ...chat, contact: readCarried(state)?.chat?.contact ?? {} };
}
