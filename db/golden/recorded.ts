import type { Sql } from '#db/connection/transaction.ts';
import {
  type ContactFacts,
  type Input,
  type Request,
  isInput,
  readCarried,
  readDecision,
  type ToldDecision,
} from '#workflows/chat/vocabulary.ts';
import { firstWords } from '#db/routing/facts.ts';
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

/**
 * What the chat was told, in order; but not who was chosen as its operator: that depends on the settings; nor what
 * only another build understands.
 */
export async function readInputs(sql: Sql, chatId: string, limit: number): Promise<Input[]> {
  const { rows } = await sql.query<{ input: unknown }>(
    `select (facts || jsonb_build_object('id', id::int, 'chatId', chat_id, 'kind', kind, 'at', ${millis('at')})
       || case when message_id is null then '{}' else jsonb_build_object('messageId', message_id) end) as input
     from chat_input where chat_id = $1 and kind not in ('operator_assigned', 'operator_not_found')
     order by chat_input.id limit $2`,
    [chatId, limit],
  );
  return rows.map(({ input }) => input).filter(isInput);
}

interface Asked {
  kind: string;
  at: number;
  by: string | null;
  about: string | null;
  reason: unknown;
}

/** What people asked of it, as its decisions tell: requests themselves are not kept. */
export async function readRequests(sql: Sql, chatId: string, limit: number): Promise<Request[]> {
  const { rows } = await sql.query<Asked>(
    `select kind, ${millis('at')} as at, by_id as by, about_id as about, reason
     from timeline where chat_id = $1 and (kind, reason->>'code') in (('finished', 'operator_said'),
       ('status_changed', 'operator_said'),
       ('joined', 'took'), ('joined', 'came'), ('joined', 'added'), ('left', 'went'), ('left', 'removed'),
         ('contact', 'set'),
       ('contact', 'skipped'), ('deadline', 'moved'), ('deadline', 'dropped'), ('deadline', 'fired'))
     order by seq, n limit $2`,
    [chatId, limit],
  );
  return rows.flatMap((asked) => {
    const told = readDecision(asked);
    const wish = told && wishOf(told, asked);
    return wish ? [{ ...wish, chatId, by: asked.by ?? '', at: asked.at }] : [];
  });
}

/** The database keeps thousandths of a millisecond, a chat does not. */
const millis = (column: string): string => `floor(extract(epoch from ${column}) * 1000)::float8`;

type Wish = Request extends infer R ? (R extends Request ? Omit<R, 'chatId' | 'by' | 'at'> : never) : never;

/** Null: it was nobody's wish. */
function wishOf({ kind, reason }: ToldDecision, { about, at }: Asked): Wish | null {
  switch (kind) {
    case 'finished':
      return { kind: 'change_status', to: reason.to };
    case 'status_changed':
      return reason.to === 'in_progress' ? { kind: 'change_status', to: reason.to } : null;
    case 'joined':
      return about === null ? null : { kind: 'add_operator', employeeId: about, onlyIfNobody: reason.code === 'took' };
    case 'left':
      return about === null ? null : { kind: 'remove_operator', employeeId: about };
    case 'contact':
      // What was set is not told; that it was another one than before is enough.
      return 'what' in reason
        ? { kind: 'set_contact', contact: { [reason.what]: `set ${at}` } }
        : { kind: 'hand_over' };
    case 'deadline':
      return { kind: 'change_deadline', deadline: reason.deadline, to: reason.to };
    default:
      return null;
  }
}
