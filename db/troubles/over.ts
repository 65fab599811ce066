import type { Pool } from 'pg';

const ABOUT = `case when t.ref ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then t.ref::uuid end`;

/**
 * Ends troubles about rows that are all right by now, whoever saw to that: a message that left or failed, a client to
 * whom nothing is to be told, or of whom the other CRM refuses nothing, what is not there any more. Returns how many.
 */
export async function endWhatIsOver(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `update trouble t set ended_at = now() where t.ended_at is null and (
       t.kind = 'message_put_aside' and not exists (
         select 1 from message m where m.id = ${ABOUT} and m.state in ('queued', 'sending', 'held', 'unknown'))
       or t.kind = 'input_put_aside' and not exists (
         select 1 from client c where c.id = ${ABOUT} and (c.inbox_rev > c.relayed_rev or exists (
           select 1 from chat_input i where i.client_id = c.id and i.decided_at is null)))
       or t.kind = 'neighbour_refusing' and not exists (
         select 1 from chat c join neighbour_task k on k.chat_id = c.id
         where c.client_id = ${ABOUT} and k.state = 'refused' and k.problem = 'refused')
       and not exists (select 1 from chat c join lead_request r on r.chat_id = c.id
         where c.client_id = ${ABOUT} and r.settled_at is null and r.problem = 'refused'))`,
  );
  return rowCount ?? 0;
}
