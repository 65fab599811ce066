import type { Trouble, TroubleKind } from '#db/entities/trouble.ts';
import type { Sql } from '#db/connection/transaction.ts';

export interface TroubleRow extends Pick<Trouble, 'id' | 'ref' | 'reason' | 'since' | 'seenAt' | 'times'> {
  detail: string | null;
  kind: TroubleKind;
  endedAt: Date | null;
  pageId: string | null;
  pageName: string | null;
  /** The chat it is about, where it is about one. */
  chatNumber: number | null;
}

/** More than anybody reads; of a flood the newest. */
const MOST = 200;
const ENDED = { most: 50, days: 7 };

// What it is about is a client or a message where it looks like one: there are other names, too.
const COLUMNS = `t.id, t.kind, t.ref, t.reason, t.detail, t.since, t.seen_at as "seenAt", t.times,
  t.ended_at as "endedAt",
  p.id as "pageId", p.name as "pageName", chat.number as "chatNumber"`;
const JOINED = `from trouble t
  cross join lateral (select case when t.ref ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    then t.ref::uuid end as id) about
  left join message m on m.id = about.id
  left join client c on c.id = coalesce(m.client_id, about.id)
  left join page p on p.id = coalesce(t.page_id, c.page_id)
  left join lateral (
    select number from chat where case when m.id is null then client_id = c.id else chat.id = m.chat_id end
      order by number desc limit 1) chat on true`;

/** What is not all right, the newest first. */
export async function listPresentTroubles(sql: Sql): Promise<{ rows: TroubleRow[]; total: number }> {
  const { rows } = await sql.query<TroubleRow & { total: number }>(
    `select ${COLUMNS}, count(*) over ()::int as total ${JOINED} where t.ended_at is null order by t.since desc, t.id
     limit ${MOST}`,
  );
  return { rows, total: rows[0]?.total ?? 0 };
}

/** What is all right again since a few days, the last first. */
export async function listPastTroubles(sql: Sql): Promise<TroubleRow[]> {
  const { rows } = await sql.query<TroubleRow>(
    `select ${COLUMNS} ${JOINED} where t.ended_at > now() - make_interval(days => $1) order by t.ended_at desc, t.id
     limit $2`,
    [ENDED.days, ENDED.most],
  );
  return rows;
}

export interface TroubleCounts {
  /** Events of the platform that could not be read, among those that are kept. */
  parkedEvents: number;
  /** Clients whose chats cannot be told, and messages that cannot leave. */
  clientsAside: number;
  messagesAside: number;
}

export async function countAside(sql: Sql): Promise<TroubleCounts> {
  const { rows } = await sql.query<TroubleCounts>(
    `select (select count(*)::int from inbound_event where parked) as "parkedEvents",
       count(*) filter (where kind = 'input_put_aside')::int as "clientsAside",
       count(*) filter (where kind = 'message_put_aside')::int as "messagesAside"
     from trouble where ended_at is null`,
  );
  return rows[0] ?? { parkedEvents: 0, clientsAside: 0, messagesAside: 0 };
}

export async function findTrouble(sql: Sql, id: string): Promise<{ kind: TroubleKind; ref: string } | null> {
  const { rows } = await sql.query<{ kind: TroubleKind; ref: string }>(
    'select kind, ref from trouble where id = $1 and ended_at is null',
    [id],
  );
  return rows[0] ?? null;
}
