import type { Person } from '#db/chats/row.ts';
import type { Viewer } from '#db/chats/viewer.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { FileFacts } from '#db/files/read.ts';
import type { Texts } from '#workflows/settings/vocabulary.ts';

/** A ready reply as its list shows it. */
export interface ReadyReplyRow {
  id: string;
  ownerId: string | null;
  shortcut: string;
  title: string;
  texts: Texts;
  place: number;
  pages: Person[];
  /** They go out after the text, in this order. */
  files: FileFacts[];
  /** Who used it how often, the most often first. */
  uses: (Person & { count: number })[];
  updatedAt: Date;
}

const FILES = `coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name, 'mime', f.mime,
    'kind', f.kind, 'size', f.size) order by rf.place)
  from ready_reply_file rf join file f on f.id = rf.file_id where rf.ready_reply_id = r.id), '[]') as files`;
const ROW = `r.id, r.owner_id as "ownerId", r.shortcut, r.title, r.texts, r.place, r.updated_at as "updatedAt",
  coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name, p.id)
    from ready_reply_page rp join page p on p.id = rp.page_id where rp.ready_reply_id = r.id), '[]') as pages, ${FILES},
  coalesce((select json_agg(json_build_object('id', e.id, 'name', e.name, 'count', u.count)
    order by u.count desc, e.name, e.id)
    from ready_reply_use u join employee e on e.id = u.employee_id where u.ready_reply_id = r.id), '[]') as uses`;
const ORDER = 'order by r.owner_id is not null, r.place, r.id';

/** Everybody's that concern pages which they see, and their own, in the order in which they are kept. */
export async function listReadyReplies(sql: Sql, employeeId: string, viewer: Viewer): Promise<ReadyReplyRow[]> {
  const { rows } = await sql.query<ReadyReplyRow>(
    `select ${ROW} from ready_reply r
     where r.owner_id = $1 or r.owner_id is null and ($2::text is null
       or not exists (select 1 from ready_reply_page rp where rp.ready_reply_id = r.id)
       or exists (select 1 from ready_reply_page rp join page_access a on a.page_id = rp.page_id
         where rp.ready_reply_id = r.id and a.employee_id = $2))
     ${ORDER}`,
    [employeeId, viewer?.employeeId ?? null],
  );
  return rows;
}

/** What the picker offers on a page: without who used it. */
export type OfferedReply = Pick<ReadyReplyRow, 'id' | 'ownerId' | 'shortcut' | 'title' | 'texts' | 'files'>;

/** Those that this person may send on this page. */
export async function listOffered(sql: Sql, employeeId: string, pageId: string): Promise<OfferedReply[]> {
  const { rows } = await sql.query<OfferedReply>(
    `select r.id, r.owner_id as "ownerId", r.shortcut, r.title, r.texts, ${FILES} from ready_reply r
     where (r.owner_id = $1 or r.owner_id is null)
       and (not exists (select 1 from ready_reply_page rp where rp.ready_reply_id = r.id)
         or exists (select 1 from ready_reply_page rp where rp.ready_reply_id = r.id and rp.page_id = $2))
     ${ORDER}`,
    [employeeId, pageId],
  );
  return rows;
}

/** Everybody's or this person's; null: there is none such. */
export async function findReadyReply(sql: Sql, id: string, employeeId: string): Promise<ReadyReplyRow | null> {
  const { rows } = await sql.query<ReadyReplyRow>(
    `select ${ROW} from ready_reply r where r.id = $1 and (r.owner_id is null or r.owner_id = $2)`,
    [id, employeeId],
  );
  return rows[0] ?? null;
}

/** To whom a chat's ready replies are said. */
export interface Addressee {
  firstName: string;
  lastName: string;
  locale: string | null;
  pageName: string;
}

export async function findAddressee(sql: Sql, chatId: string): Promise<Addressee | null> {
  const { rows } = await sql.query<Addressee>(
    `select cl.first_name as "firstName", cl.last_name as "lastName", cl.locale, p.name as "pageName"
     from chat c join client cl on cl.id = c.client_id join page p on p.id = c.page_id where c.id = $1`,
    [chatId],
  );
  return rows[0] ?? null;
}
