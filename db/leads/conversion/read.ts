import type { Person } from '#db/chats/row.ts';
import type { Sql } from '#db/connection/transaction.ts';
import { CONTACT_COLUMNS, type ContactRow } from '#db/contacts/read.ts';
import type { LeadRow } from '#db/leads/read.ts';

/** A contact that the lead may be of, and why. */
export interface LeadCandidate extends ContactRow {
  samePhone: boolean;
  sameEmail: boolean;
  sameName: boolean;
}

const SHOWN = 20;

/** Contacts with the lead's phone or e-mail, or who are called as it is. */
export async function contactsOfLead(sql: Sql, { name, phone, email }: LeadRow): Promise<LeadCandidate[]> {
  const { rows } = await sql.query<LeadCandidate>(
    `select ${CONTACT_COLUMNS}, coalesce($1::text = any(k.phones), false) as "samePhone",
       coalesce($2::text = any(k.emails), false) as "sameEmail", coalesce(k.folded = fold($3), false) as "sameName"
     from (select * from contact where phones && array_remove(array[$1::text], null)
         or emails && array_remove(array[$2::text], null)
         or (name_parts(folded) @> name_parts(fold($3)) and folded = fold($3)) offset 0) k
       left join employee e on e.id = k.manager_id
     where k.merged_into_id is null
     order by coalesce($1::text = any(k.phones), false) desc, coalesce($2::text = any(k.emails), false) desc,
       k.name collate "uk-x-icu", k.id limit ${SHOWN}`,
    [phone, email, name],
  );
  return rows;
}

export interface ConversionRow {
  order: { id: string; number: number } | null;
  contact: Person | null;
  /** Whether that contact was made for it. */
  isNew: boolean;
  at: Date;
  by: Person | null;
}

/** What became of a lead; null: it was not converted, or that was undone. */
export async function findConversion(sql: Sql, leadId: string): Promise<ConversionRow | null> {
  const { rows } = await sql.query<ConversionRow>(
    `select c.at, coalesce((c.record -> 'isNew')::bool, false) as "isNew",
       case when r.id is not null then json_build_object('id', r.id, 'number', r.number) end as "order",
       case when k.id is not null then json_build_object('id', k.id, 'name', k.name) end as contact,
       case when b.id is not null then json_build_object('id', b.id, 'name', b.name) end as by
     from lead_conversion c join lead l on l.id = c.lead_id left join customer_order r on r.id = c.order_id
       left join contact k on k.id = l.contact_id left join employee b on b.id = c.by_id
     where c.lead_id = $1`,
    [leadId],
  );
  return rows[0] ?? null;
}
