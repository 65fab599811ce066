import type { Sql } from '#db/connection/transaction.ts';
import { readSettings } from '#db/settings/read.ts';

export interface Beginning {
  /** The document it is made from. */
  basedOnId: string | null;
  orderId: string | null;
  /** Of the chat in which it is made out. */
  pageId: string | null;
}

/** In whose name a document begins of which nobody said it; null: there is no own company in use. */
export async function findDefaultCompany(sql: Sql, { basedOnId, orderId, pageId }: Beginning): Promise<string | null> {
  const place = pageId ?? (orderId === null ? null : await pageOfOrder(sql, orderId));
  const { settings } = await readSettings(sql, place);
  const { rows } = await sql.query<{ id: string }>(
    `select id from company where archived_at is null
     order by id = (select company_id from document where id = $1) desc nulls last, id::text = $2 desc nulls last,
       name collate "uk-x-icu", id limit 1`,
    [basedOnId, settings.documentCompanyId],
  );
  return rows[0]?.id ?? null;
}

/** Of the chat it was made in, or was first said to be of. */
async function pageOfOrder(sql: Sql, orderId: string): Promise<string | null> {
  const { rows } = await sql.query<{ pageId: string }>(
    `select cl.page_id as "pageId" from client_order co join client cl on cl.id = co.client_id
     where co.order_id = $1 order by co.at, cl.id limit 1`,
    [orderId],
  );
  return rows[0]?.pageId ?? null;
}
