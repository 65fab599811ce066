import type { Sql } from '#db/connection/transaction.ts';

/** A lead that stands in another CRM. */
export interface OutsideLead {
  number: string;
  url: string;
  at: Date;
}

/** Those of a client's chats, the newest first. */
export async function outsideLeads(sql: Sql, clientId: string): Promise<OutsideLead[]> {
  const { rows } = await sql.query<OutsideLead>(
    `select r.outcome ->> 'number' as number, r.outcome ->> 'url' as url, max(r.wanted_at) as at
     from lead_request r join chat c on c.id = r.chat_id
     where c.client_id = $1 and r.settled_at is not null and r.outcome ->> 'url' is not null
     group by r.outcome ->> 'lead', 1, 2 order by at desc, number limit 50`,
    [clientId],
  );
  return rows;
}
