import type { Pool } from 'pg';
import type { MessageKind, MessageState, MessageVia } from '#db/entities/message.ts';
import type { ChatPhase, ChatStatus, WindowReason } from '#workflows/chat/vocabulary.ts';
import type { NobodyCode } from '#workflows/routing/vocabulary.ts';

export interface Person {
  id: string;
  name: string;
}

export interface LastMessage {
  id: string;
  direction: 'in' | 'out';
  via: MessageVia;
  text: string;
  kind: MessageKind;
  state: MessageState;
  /** Epoch milliseconds. */
  at: number;
  /** Why it failed, is held or unknown. */
  reason: string | null;
  /** Type of its first attachment. */
  attachment: string | null;
  authorId: string | null;
}

/** Who the client is in the CRM. */
export interface LinkedContact {
  id: string;
  name: string;
  segment: string;
  manager: Person | null;
}

/** Why a chat has no operator: none was found, one is being sought, or none is wanted yet. */
export interface Waiting {
  /** Epoch milliseconds. */
  since: number;
  reason: NobodyCode | 'seeking' | 'collecting' | 'answered' | 'not_decided';
  /** The choice that found nobody. */
  recordId: string | null;
}

/** A chat with all that a list or its page shows. */
export interface ChatRow {
  id: string;
  number: number;
  status: ChatStatus;
  phase: ChatPhase;
  noContact: boolean;
  phone: string | null;
  email: string | null;
  unread: number;
  waitingSince: Date | null;
  windowUntil: Date | null;
  windowPossibleUntil: Date | null;
  windowReason: WindowReason | null;
  /** As they were kept; `readDeadlines` tells those of this build. */
  deadlines: unknown;
  rung: number;
  /** Null where it has an operator, or is finished. */
  waiting: Waiting | null;
  finishedAt: Date | null;
  finishedBy: string | null;
  createdAt: Date;
  lastContactAt: Date;
  version: string;
  clientId: string;
  firstName: string;
  lastName: string;
  pageId: string;
  pageName: string;
  operators: Person[];
  contact: LinkedContact | null;
  lastMessage: LastMessage | null;
}

export const CHAT_COLUMNS = `
  c.id, c.number, c.status, c.phase, c.no_contact as "noContact", cl.phone, cl.email, c.unread,
    c.waiting_since as "waitingSince", c.window_until as "windowUntil",
  c.window_possible_until as "windowPossibleUntil",
  c.window_reason as "windowReason", c.deadlines, c.rung, c.finished_at as "finishedAt",
    c.finished_by_id as "finishedBy", c.created_at as "createdAt",
  c.last_contact_at as "lastContactAt", c.version, c.client_id as "clientId", cl.first_name as "firstName",
  cl.last_name as "lastName", c.page_id as "pageId", p.name as "pageName",
  (select coalesce(json_agg(json_build_object('id', e.id, 'name', e.name) order by o.position), '[]')
   from chat_operator o join employee e on e.id = o.employee_id where o.chat_id = c.id) as operators,
  (select json_build_object('id', k.id, 'name', k.name, 'segment', k.segment,
     'manager', case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end)
   from contact k left join employee e on e.id = k.manager_id where k.id = cl.contact_id) as contact,
  (select json_build_object('id', m.id, 'direction', m.direction, 'via', m.via, 'text', left(m.text, 300),
     'kind', m.kind, 'state', m.state,
     'reason', m.reason_code, 'attachment', m.attachments -> 0 ->> 'type', 'authorId', m.author_id,
     'at', floor(extract(epoch from m.at) * 1000))
   from message m where m.chat_id = c.id order by m.at desc, m.seq desc limit 1) as "lastMessage",
  case when c.status <> 'finished' and not exists (select 1 from chat_operator o where o.chat_id = c.id)
   then json_build_object(
     'since', floor(extract(epoch from coalesce(w.since, c.waiting_since, c.last_contact_at)) * 1000),
     'reason', case when w.chat_id is not null then coalesce(w.reason, 'seeking') when c.phase <> 'open'
       then 'collecting'
       when c.status = 'answered' then 'answered' else 'not_decided' end,
     'recordId', w.record_id) end as waiting`;

export const CHAT_TABLES = `chat c join client cl on cl.id = c.client_id join page p on p.id = c.page_id
  left join waiting_room w on w.chat_id = c.id`;

/** Whose eyes: null sees every page, else the pages the employee has access to. */
export type Viewer = { employeeId: string } | null;

/** SQL for *this viewer may see chat c*; `$n` is the viewer's employee id or null. */
export const visibleTo = (n: number): string =>
  `($${n}::text is null or exists (select 1 from page_access a where a.page_id = c.page_id and a.employee_id = $${n}))`;

/** The chat with that number, if the viewer may see it. */
export async function findChat(pool: Pool, number: number, viewer: Viewer): Promise<ChatRow | null> {
  const { rows } = await pool.query<ChatRow>(
    `select ${CHAT_COLUMNS} from ${CHAT_TABLES} where c.number = $1 and ${visibleTo(2)}`,
    [number, viewer?.employeeId ?? null],
  );
  return rows[0] ?? null;
}

export async function findChatsById(pool: Pool, ids: string[]): Promise<ChatRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool.query<ChatRow>(
    `select ${CHAT_COLUMNS} from ${CHAT_TABLES} where c.id = any($1::uuid[])`,
    [ids],
  );
  return rows;
}

/** Who finished the chat; null where nobody did, or no employee. */
export async function findFinisher(pool: Pool, chatId: string): Promise<Person | null> {
  const { rows } = await pool.query<Person>(
    'select e.id, e.name from chat c join employee e on e.id = c.finished_by_id where c.id = $1',
    [chatId],
  );
  return rows[0] ?? null;
}
