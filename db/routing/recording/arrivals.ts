import type { Sql } from '#db/connection/transaction.ts';
import { firstWords } from '#db/routing/facts.ts';
import type { ChatFacts, ChosenCode } from '#workflows/routing/vocabulary.ts';

/** A chat of the period as its records and its timeline tell it. Moments are epoch milliseconds. */
export interface PastChat {
  id: string;
  number: number;
  pageId: string;
  /** Since when it sought an operator. */
  soughtAt: number;
  /** As they were when one was sought first; null: nobody was sought by itself. */
  facts: ChatFacts | null;
  gotBy: string | null;
  gotAt: number | null;
  gotCode: ChosenCode | 'by_hand' | null;
  endedAt: number | null;
  /** False: no client said a word in it, or their contact is still being asked for. */
  seeks: boolean;
}

export interface Period {
  from: Date;
  to: Date;
}

const millis = (moment: string): string => `floor(extract(epoch from ${moment}) * 1000)::float8`;

/** When it was first asked who is to have the chat. */
const ASKED = `left join lateral (
    select r.at, r.question -> 'chat' as facts from routing_record r where r.chat_id = c.id and r.kind = 'first'
    order by r.at, r.ask limit 1
  ) asked on true`;

/** A record keeps no words: they are those that stand in the messages. */
const FACTS = `asked.facts || jsonb_build_object('words', coalesce(said.words, '')) as facts`;

/** Who had it first; given by routing, at the moment of the choice and not when the chat heard of it. */
const GOT = `left join lateral (
    select t.about_id as by, coalesce(r.at, t.at) as at, case when t.kind = 'assigned' then t.reason ->> 'code'
      else 'by_hand' end as code
    from timeline t left join routing_record r on r.chat_id = c.id and r.id::text = t.reason ->> 'record'
    where t.chat_id = c.id and t.kind in ('joined', 'assigned', 'transferred') and t.about_id is not null
    order by t.seq, t.n limit 1
  ) got on true`;

/** Finished, or left by everybody. */
const ENDED = `coalesce(c.finished_at, (
    select max(t.at) from timeline t where t.chat_id = c.id and t.kind in ('left', 'transferred')
      and not exists (select 1 from chat_operator o where o.chat_id = c.id)))`;

/** When the request came to the operators; at once, unless the contact was asked for before. */
const HANDED_OVER = `coalesce(to_timestamp((c.state -> 'chat' ->> 'handedOverAt')::float8 / 1000), c.created_at)`;

/** Open at any moment of the period. */
const CONCERNED = `c.created_at < $2 and (c.finished_at is null or c.finished_at >= $1)`;

/** The next chats of the period, by number. */
export async function listPastChats(sql: Sql, { from, to }: Period, after: number, limit: number): Promise<PastChat[]> {
  const { rows } = await sql.query<PastChat>(
    `select c.id, c.number, c.page_id as "pageId", ${FACTS}, got.by as "gotBy", got.code as "gotCode",
       ${millis(`least(asked.at, got.at, case when asked.at is null then ${HANDED_OVER} end)`)} as "soughtAt",
       ${millis('got.at')} as "gotAt", ${millis(ENDED)} as "endedAt",
       asked.at is not null or got.at is not null or c.phase = 'open'
         and exists (select 1 from message m where m.chat_id = c.id and m.direction = 'in') as seeks
     from (select * from chat c where ${CONCERNED} and c.number > $3 order by c.number
       limit $4) c ${ASKED} ${firstWords('asked.at')} ${GOT}
     order by c.number`,
    [from, to, after, limit],
  );
  return rows;
}

/** How many chats have to be looked at, and the greatest number of them. */
export async function countPastChats(sql: Sql, { from, to }: Period): Promise<{ count: number; last: number }> {
  const { rows } = await sql.query<{ count: number; last: number }>(
    `select count(*)::int as count, coalesce(max(number), 0) as last from chat c where ${CONCERNED}`,
    [from, to],
  );
  return rows[0] ?? { count: 0, last: 0 };
}

/** When the chat was created before which there are `most` newer ones; null: there are not so many. */
export async function momentBefore(sql: Sql, { from, to }: Period, most: number): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date }>(
    `select created_at as at from chat where created_at >= $1 and created_at < $2 order by created_at desc offset $3
     limit 1`,
    [from, to, most],
  );
  return rows[0]?.at ?? null;
}
