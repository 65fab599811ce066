import type { Sql } from '#db/connection/transaction.ts';
import type { Owner } from './events.ts';

/** A call's message. */
export interface CallRow {
  id: string;
  chatId: string;
  byClient: boolean;
  open: boolean;
}

export const callKey = (callId: string): string => `call:${callId}`;

export async function findCall(tx: Sql, { clientId }: Owner, callId: string): Promise<CallRow | null> {
  const { rows } = await tx.query<CallRow>(
    `select m.id, m.chat_id as "chatId", m.direction = 'in' as "byClient", c.status <> 'finished' as open
     from message m join chat c on c.id = m.chat_id where m.client_id = $1 and m.kind = 'call' and m.key = $2`,
    [clientId, callKey(callId)],
  );
  return rows[0] ?? null;
}

/** Whose call it is, where its beginning is here. */
export async function findCaller(tx: Sql, pageId: string, callId: string): Promise<string | null> {
  const { rows } = await tx.query<{ psid: string }>(
    `select c.psid from message m join client c on c.id = m.client_id where m.page_id = $1 and m.kind = 'call'
     and m.key = $3
     union all select c.psid from early_event e join client c on c.id = e.client_id
     where e.page_id = $1 and e.about = $2 and e.kind = 'call_begin' limit 1`,
    [pageId, callId, callKey(callId)],
  );
  return rows[0]?.psid ?? null;
}
