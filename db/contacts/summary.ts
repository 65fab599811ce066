import type { Sql } from '#db/connection/transaction.ts';
import type { DocumentState } from '#db/entities/documents/document.ts';
import type { Currency, DocumentKind } from '#workflows/documents/vocabulary.ts';

/** How things stand with a contact: what is under way, what is owed, what was made out last. Sums are in kopecks. */
export interface ContactSummary {
  openOrders: number;
  /** The newest one of those. */
  order: { id: string; number: number; name: string; total: number } | null;
  /** Of invoices that were issued and are not paid, or not all of it: what is owed in each currency by itself. */
  debts: { currency: Currency; sum: number }[];
  document: {
    id: string;
    kind: DocumentKind;
    number: string | null;
    state: DocumentState;
    total: number;
    currency: Currency;
    paidSum: number;
  } | null;
}

export async function summaryOf(sql: Sql, contactId: string): Promise<ContactSummary> {
  const { rows } = await sql.query<ContactSummary>(
    `with open as (
       select r.id, r.number, r.name, r.total from customer_order r join record_status s on s.id = r.status_id
       where r.contact_id = $1 and r.archived_at is null and s.meaning in ('new', 'in_work'))
     select (select count(*)::int from open) as "openOrders",
       (select json_build_object('id', o.id, 'number', o.number, 'name', o.name, 'total', o.total) from open o
        order by o.number desc limit 1) as "order",
       (select coalesce(json_agg(json_build_object('currency', o.currency, 'sum', o.sum)
          order by o.currency <> 'UAH', o.currency), '[]')
        from (select d.currency, sum(greatest(d.total - coalesce(d.paid_sum, 0), 0)) as sum from document d
          where d.contact_id = $1 and d.kind = 'invoice' and d.state = 'issued' group by d.currency) o
        where o.sum > 0) as debts,
       (select json_build_object('id', d.id, 'kind', d.kind, 'number', d.number, 'state', d.state, 'total', d.total,
          'currency', d.currency, 'paidSum', coalesce(d.paid_sum, 0))
        from document d where d.contact_id = $1 order by d.created_at desc, d.id desc limit 1) as document`,
    [contactId],
  );
  const [summary] = rows;
  if (!summary) throw new Error('no row for a contact');
  return summary;
}
