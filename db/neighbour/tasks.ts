import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { KNOWN } from '#db/contacts/known.ts';
import type { TaskState } from '#db/entities/records/neighbour-task.ts';
import type { OrderLine } from '#db/orders/read.ts';
import { tellLinksOf } from '#db/records/links.ts';

interface AskedRecord {
  /** Of an order it may be empty. */
  name: string;
  sourceId: string | null;
  note: string;
}
interface AskedLead extends AskedRecord {
  /** E.164. */
  phone: string | null;
  email: string | null;
  /** In kopecks. */
  amount: number | null;
}
interface AskedOrder extends AskedRecord {
  withVat: boolean;
  /** In kopecks. */
  discount: number;
  lines: OrderLine[];
}
/** One of the client's documents, and what it is called. */
interface AskedDocument {
  documentId: string;
  name: string;
}

/** What is asked of the other CRM. */
export type Asked =
  | { kind: 'lead'; asked: AskedLead }
  | { kind: 'order'; asked: AskedOrder }
  | { kind: 'document'; asked: AskedDocument };

/** As the CRM calls it, and where it is looked at; null: in our own desk. */
export interface TaskOutcome {
  id: string;
  number: string;
  url: string | null;
}

export type Task = Asked & {
  id: string;
  state: TaskState;
  outcome: TaskOutcome | null;
  authorId: string;
  chatId: string;
  chatNumber: number;
  clientId: string;
  pageId: string;
  contactId: string | null;
  /** By what the client is known. */
  phones: string[];
  emails: string[];
  /** While it is in use. */
  source: { id: string; name: string } | null;
  fileId: string | null;
};

/** Asks for it. The same key from the same person is the same. */
export async function askTask(pool: Pool, chatId: string, by: string, key: string, task: Asked): Promise<void> {
  await inTransaction(pool, async (tx) => {
    await tx.query(
      `insert into neighbour_task (chat_id, author_id, kind, key, asked) values ($1, $2, $3, $4, $5)
       on conflict (author_id, key) do nothing`,
      [chatId, by, task.kind, key, JSON.stringify(task.asked)],
    );
    await tellLinksOf(tx, chatId);
  });
}

/** Those for which a workflow has to run. */
export async function listTasksUnderWay(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select id from neighbour_task where state in ('waiting', 'made') order by created_at`,
  );
  return rows.map(({ id }) => id);
}

export async function findTask(sql: Sql, id: string): Promise<Task | null> {
  const { rows } = await sql.query<Task>(
    `select t.id, t.kind, t.asked, t.state, t.outcome, t.author_id as "authorId", c.id as "chatId",
       c.number as "chatNumber", c.client_id as "clientId", c.page_id as "pageId", cl.contact_id as "contactId",
       known.phones, known.emails, t.file_id as "fileId",
       case when s.id is not null then json_build_object('id', s.id, 'name', s.name) end as source
     from neighbour_task t join chat c on c.id = t.chat_id join client cl on cl.id = c.client_id ${KNOWN}
       left join source s on s.id::text = t.asked ->> 'sourceId' and s.archived_at is null
     where t.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** What the CRM made of it, or the file that was brought from there; also where somebody took it back meanwhile. */
export async function keepMade(
  pool: Pool,
  { id, chatId }: Pick<Task, 'id' | 'chatId'>,
  { outcome, fileId = null }: { outcome: TaskOutcome; fileId?: string | null },
): Promise<void> {
  await inTransaction(pool, async (tx) => {
    await tx.query(
      `update neighbour_task set state = 'made', outcome = $2, file_id = $3, problem = null, problem_status = null,
         updated_at = now() where id = $1 and (state = 'waiting' or state = 'withdrawn' and kind <> 'document')`,
      [id, JSON.stringify(outcome), fileId],
    );
    await tellLinksOf(tx, chatId);
  });
}

export async function settleTask(
  pool: Pool,
  { id, chatId }: Pick<Task, 'id' | 'chatId'>,
  state: 'over' | 'refused',
  problem: Problem | null = null,
): Promise<void> {
  await inTransaction(pool, async (tx) => {
    await tx.query(
      `update neighbour_task set state = $2, problem = $3, problem_status = $4, updated_at = now()
       where id = $1 and state in ('waiting', 'made')`,
      [id, state, problem?.reason ?? null, problem?.status ?? null],
    );
    await tellLinksOf(tx, chatId);
  });
}

/** Why it is not there yet. */
interface Problem {
  reason: string;
  status: number | null;
}

/** Of a task, or of the lead that a chat wants by its settings. Another one is told to windows; the client's id. */
export async function noteProblem(
  pool: Pool,
  of: { taskId: string } | { chatId: string },
  { reason, status }: Problem,
): Promise<string | null> {
  const [taskId, chatId] = 'taskId' in of ? [of.taskId, null] : [null, of.chatId];
  const { rows } = await pool.query<{ clientId: string }>(
    `with task as (
       update neighbour_task set problem = $3, problem_status = $4, updated_at = now()
       where id = $1 and state in ('waiting', 'made')
         and (problem, problem_status) is distinct from ($3, $4) returning chat_id
     ), wanted as (
       update lead_request set problem = $3, problem_status = $4
       where chat_id = $2 and settled_at is null and (problem, problem_status) is distinct from ($3, $4)
       returning chat_id
     ), of as (
       select c.* from chat c where c.id in (select chat_id from task union select chat_id from wanted)
     ), told as (
       insert into change (kind, page_id, chat_id, ref) select 'links', page_id, id, number::text from of
     )
     select client_id as "clientId" from of`,
    [taskId, chatId, reason, status],
  );
  return rows[0]?.clientId ?? null;
}

/** A person's word about one of a chat that is not there: false where there is none such. */
export async function changeTask(pool: Pool, chatId: string, id: string, word: 'withdraw' | 'again'): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const { rowCount } = await tx.query(
      `update neighbour_task set problem = null, problem_status = null, updated_at = now(),
         state = case when $3 = 'withdraw' then 'withdrawn' when outcome is null then 'waiting' else 'made' end
       where id = $1 and chat_id = $2 and (state = 'refused' or $3 = 'withdraw'
         and (state = 'waiting' or state = 'made' and kind = 'document'))`,
      [id, chatId, word],
    );
    if (rowCount === 1) await tellLinksOf(tx, chatId);
    return rowCount === 1;
  });
}
