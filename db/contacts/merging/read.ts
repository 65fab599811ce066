import type { Person } from '#db/chats/row.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { type ContactRow, CONTACT_COLUMNS } from '#db/contacts/read.ts';

/** A merge, in a line. */
export interface MergeRow {
  id: string;
  at: Date;
  author: Person | null;
  loser: Person;
  clients: number;
  documents: number;
  leads: number;
  orders: number;
  points: number;
  undoneAt: Date | null;
  undoneBy: Person | null;
}

/** What was merged into a contact, the newest first. */
export async function listMerges(sql: Sql, contactId: string): Promise<MergeRow[]> {
  const { rows } = await sql.query<MergeRow>(
    `select m.id, m.at, m.undone_at as "undoneAt",
       case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as author,
       case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as "undoneBy",
       json_build_object('id', l.id, 'name', l.name) as loser,
       jsonb_array_length(m.record #> '{moved,client}') as clients,
       jsonb_array_length(m.record #> '{moved,document}') as documents,
       jsonb_array_length(m.record #> '{moved,lead}') as leads,
       jsonb_array_length(m.record #> '{moved,customer_order}') as orders,
       jsonb_array_length(m.record -> 'points') as points
     from contact_merge m join contact l on l.id = m.loser_id left join employee a on a.id = m.author_id
       left join employee u on u.id = m.undone_by_id
     where m.winner_id = $1 order by m.at desc, m.id`,
    [contactId],
  );
  return rows;
}

/** Who a contact is by now: itself, or the one it was merged into. */
export async function standingFor(sql: Sql, id: string): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    `with recursive led(id, next) as (
       select id, merged_into_id from contact where id = $1
       union select k.id, k.merged_into_id from led join contact k on k.id = led.next)
     select id from led where next is null`,
    [id],
  );
  return rows[0]?.id ?? id;
}

/** Why two contacts may be one. */
export interface Candidate extends ContactRow {
  samePhone: boolean;
  sameEmail: boolean;
  sameCode: boolean;
  sameName: boolean;
  /** What would go over. */
  clients: number;
  documents: number;
  leads: number;
  orders: number;
}

const SHOWN = 20;

/** Contacts that may be the same one as this: by a phone, an e-mail or a code, or because they are called the same. */
export async function listCandidates(sql: Sql, { id, kind, phones, emails, code }: ContactRow): Promise<Candidate[]> {
  const { rows } = await sql.query<Candidate>(
    `select ${CONTACT_COLUMNS}, k.phones && $3 as "samePhone", k.emails && $4 as "sameEmail",
       ($5 <> '' and k.code = $5) as "sameCode",
       coalesce(k.folded = (select folded from contact where id = $1), false) as "sameName",
       (select count(*)::int from client c where c.contact_id = k.id) as clients,
       (select count(*)::int from document o where o.contact_id = k.id) as documents,
       (select count(*)::int from lead d where d.contact_id = k.id) as leads,
       (select count(*)::int from customer_order r where r.contact_id = k.id) as orders
     from (select * from contact where phones && $3::text[] or emails && $4::text[] or ($5 <> '' and code = $5)
         or (name_parts(folded) @> name_parts((select folded from contact where id = $1))
           and folded = (select folded from contact where id = $1)) offset 0) k
       left join employee e on e.id = k.manager_id
     where k.id <> $1 and k.kind = $2 and k.merged_into_id is null
     order by (k.phones && $3) desc, (k.emails && $4) desc, k.name collate "uk-x-icu", k.id limit ${SHOWN}`,
    [id, kind, phones, emails, code],
  );
  return rows;
}
