import type { ClientBase } from 'pg';
import { findParties } from '#db/documents/parties.ts';
import type { DocumentContent } from '#workflows/documents/content.ts';
import { printedOf } from '#workflows/documents/printed.ts';
import type { Lot } from './filling.ts';
import { chance, idOf } from './pick.ts';
import { ordersOf } from './records.ts';

/** What one of them says: the others have another number, another buyer and other sums. */
const CONTENT: DocumentContent = {
  kind: 'invoice',
  date: '2026-01-01',
  dueDate: null,
  currency: 'UAH',
  rate: null,
  withVat: false,
  discount: 0,
  lines: [{ name: 'Лампа', unit: 'шт', quantity: 1000, price: 9900, vat: null }],
  ground: '',
  text: '',
  remarks: '',
};
const KIND = `(array['invoice','invoice','invoice','act','waybill','contract'])[1 + ${chance('i', 25, '6')}]`;
const STATE = `case when kind.kind <> 'invoice' or i % 4 = 0 then 'draft' when i % 10 = 1 then 'cancelled'
  else 'issued' end`;
const IS_ISSUED = `state.state <> 'draft'`;

/** Documents for three of four orders: drafts, and invoices that were issued, half of them paid. */
export async function fillDocuments(sql: ClientBase, { run, contacts, employees }: Lot): Promise<void> {
  const company = await ownCompany(sql, run);
  const parties = await findParties(sql, company, null);
  if (!parties) throw new Error('the own company is not there');
  await sql.query(
    `insert into document (id, kind, company_id, contact_id, order_id, state, date, lines, total, number,
       number_period,
       number_count, printed, issued_at, issued_by_id, cancelled_at, cancel_reason, paid_on, paid_sum, author_id,
       created_at, updated_at)
     select ${idOf('document', '$1', 'i')}, kind.kind, $2, r.contact_id, r.id, state.state, r.created_at::date, $4,
       r.total, case when ${IS_ISSUED} then 'РФ-' || 1 + i end, case when ${IS_ISSUED} then 2026 end,
       case when ${IS_ISSUED} then 1 + i end,
       case when ${IS_ISSUED} then jsonb_set(jsonb_set($5::jsonb, '{title}', to_jsonb('Рахунок № РФ-' || 1 + i)),
         '{buyer,name}', to_jsonb(k.name)) end,
       case when ${IS_ISSUED} then r.created_at end, case when ${IS_ISSUED} then $6::text end,
       case when state.state = 'cancelled' then r.created_at end,
       case when state.state = 'cancelled' then 'Помилка' end,
       case when state.state = 'issued' and i % 2 = 0 then r.created_at::date end,
       case when state.state = 'issued' and i % 2 = 0 then r.total end, $6, r.created_at, r.updated_at
     from generate_series(0, $3::int - 1) i join customer_order r on r.id = ${idOf('order', '$1', 'i')}
       join contact k on k.id = r.contact_id cross join lateral (select ${KIND} as kind) kind
       cross join lateral (select ${STATE} as state) state
     where i % 4 < 3 order by i`,
    [
      run,
      company,
      ordersOf(contacts),
      JSON.stringify(CONTENT.lines),
      JSON.stringify(printedOf(CONTENT, parties, 'РФ-1')),
      employees[0],
    ],
  );
  await sql.query(
    `insert into document_counter (company_id, kind, period, last)
     select company_id, kind, number_period, max(number_count) from document
     where company_id = $1 and number is not null group by 1, 2, 3`,
    [company],
  );
}

/** One of its own for each time, so that numbers begin anew. */
async function ownCompany(sql: ClientBase, run: string): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    `insert into company (kind, name, full_name, code, accounts, signatory, number_formats)
     values ('legal', 'Світло ' || $1, 'ТОВ «Світло ' || $1 || '»', '32855961',
       '[{"iban": "UA213223130000026007233566001", "bank": "АТ «Банк»"}]',
       '{"name": "Олена Коваль", "post": "Директор", "basis": "Статуту"}',
       '{"invoice": "РФ-{n}", "contract": "Д-{n}", "act": "А-{n}", "waybill": "ВН-{n}"}') returning id`,
    [run],
  );
  return rows[0]?.id ?? '';
}
