import type { Sql } from '#db/connection/transaction.ts';
import type { AskKind, ChatFacts, NobodyCode } from '#workflows/routing/vocabulary.ts';

/** A chat that seeks an operator. */
export interface Waiting {
  chatId: string;
  clientId: string;
  ask: number;
  kind: AskKind;
  target: string | null;
  tried: string[];
  since: Date;
  reason: NobodyCode | null;
  facts: ChatFacts | null;
  /** Operators of the chat, the leading one first. */
  operators: string[];
}

/** Choices of one page are made one after another, and so are those of all pages: an operator of two has one limit. */
export async function lockRouting(tx: Sql): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('routing'))`);
}

/** Pages with chats that seek an operator; `fresh`: only with those that nobody has looked at yet. */
export async function pagesWaiting(sql: Sql, fresh: boolean): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    'select distinct page_id as id from waiting_room where not $1 or reason is null',
    [fresh],
  );
  return rows.map(({ id }) => id);
}

/**
 * The page's open chats that seek an operator: those that nobody has looked at, then the most urgent first; `others`:
 * only those that have one and seek another. Not those to which one is on the way.
 */
export async function listWaiting(sql: Sql, pageId: string, others: boolean, limit: number): Promise<Waiting[]> {
  const { rows } = await sql.query<Waiting>(
    `select w.chat_id as "chatId", w.client_id as "clientId", w.ask, w.kind, w.target, w.tried, w.since, w.reason,
     w.facts,
       array(select o.employee_id from chat_operator o where o.chat_id = w.chat_id order by o.position) as operators
     from waiting_room w join chat c on c.id = w.chat_id
     where w.page_id = $1 and c.status <> 'finished' and (not $2 or w.kind <> 'first') and not exists (
       select 1 from routing_record r where r.chat_id = w.chat_id and r.ask = w.ask
         and r.state in ('granted', 'joined'))
     order by w.facts is null desc, w.priority desc, w.since, w.chat_id limit $3`,
    [pageId, others, limit],
  );
  return rows;
}

/**
 * Takes the client's row, as everybody does who changes a chat, unless somebody has it in hand: then its turn comes in
 * a moment. False, too, when the chat seeks nobody any more, or somebody else, or more is known of it by now: its own
 * row is taken as well, and looked at as it is when it is had.
 */
export async function lockWaiting(tx: Sql, { chatId, ask }: Waiting): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select 1 from client cl join waiting_room w on w.client_id = cl.id join chat c on c.id = w.chat_id
     where w.chat_id = $1 and w.ask = $2 and w.facts is not null and c.status <> 'finished'
       for update of cl, w skip locked`,
    [chatId, ask],
  );
  return rowCount === 1;
}

/**
 * Holds those that are to be read anew, so that nothing becomes known between the look and the note. Who is in
 * somebody's hands is left out.
 */
export async function lockUnknown(tx: Sql, chatIds: string[]): Promise<string[]> {
  if (chatIds.length === 0) return [];
  const { rows } = await tx.query<{ id: string }>(
    'select chat_id as id from waiting_room where chat_id = any($1::uuid[]) and facts is null for update skip locked',
    [chatIds],
  );
  return rows.map(({ id }) => id);
}

export async function leaveWaiting(tx: Sql, chatId: string): Promise<void> {
  await tx.query('delete from waiting_room where chat_id = $1', [chatId]);
}

/** What is left of chats that ended while their search was being written. */
export async function sweepWaiting(sql: Sql): Promise<void> {
  await sql.query(`delete from waiting_room w using chat c where c.id = w.chat_id and c.status = 'finished'`);
}
