import type { Pool } from 'pg';
import { lockClient } from '#db/chats/lock-client.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { type Fact, tell } from '#db/inbox/tell.ts';

interface Standing {
  chatId: string;
  clientId: string;
  employeeId: string;
  code: 'on_leave' | 'deactivated' | 'no_access' | null;
}

/** Why an operator `e` of an open chat `c` has no part in it; null: they have. Admins need no access to a page. */
const CODE = `case
  when not e.active or not e.roles && '{operator,admin}' then 'deactivated'
  when not 'admin' = any(e.roles) and not exists (
    select 1 from page_access a where a.page_id = c.page_id and a.employee_id = e.id) then 'no_access'
  when exists (select 1 from leave l where l.employee_id = e.id and l.from_at <= now() and l.to_at > now())
    then 'on_leave'
end`;

/**
 * Tells open chats of operators who went on leave, were deactivated or lost their access, and of those who are back.
 * Returns how many.
 */
export async function tellGone(pool: Pool): Promise<number> {
  const found = await listChanged(pool);
  let told = 0;
  const failures: unknown[] = [];
  for (const one of found) {
    try {
      told += (await inTransaction(pool, (tx) => tellStanding(tx, one))) ? 1 : 0;
    } catch (error) {
      // The others hear of it all the same.
      failures.push(error);
    }
  }
  if (told === 0 && failures.length > 0) throw failures[0];
  return told;
}

/** Of a page's open chats with this operator, in the index's order. */
const STANDS = `select employee_id, page_id, gone_at is null as here from chat_operator where contact_at is null`;

/**
 * Operators whose standing is not the one their chat was told. Who stands how on which page is asked of the index, one
 * step for each of them and none for a chat: there are few, however many chats are open.
 */
async function listChanged(pool: Pool): Promise<Standing[]> {
  const { rows } = await pool.query<Standing>(
    `with recursive stands as (
       (${STANDS} order by employee_id, page_id, gone_at is null limit 1)
       union all
       select next.* from stands s cross join lateral (
         ${STANDS} and (employee_id, page_id, gone_at is null) > (s.employee_id, s.page_id, s.here)
         order by employee_id, page_id, gone_at is null limit 1) next
     ), changed as (
       select * from (select c.*, ${CODE} as code from stands c join employee e on e.id = c.employee_id) found
       where (code is null) <> here
     )
     select o.chat_id as "chatId", c.client_id as "clientId", o.employee_id as "employeeId", code
     from changed join chat_operator o on o.employee_id = changed.employee_id and o.page_id = changed.page_id
       and (o.gone_at is null) = changed.here and o.contact_at is null
     join chat c on c.id = o.chat_id limit 500`,
  );
  return rows;
}

/** Once: whoever else saw it finds it told. */
async function tellStanding(tx: Sql, { chatId, clientId, employeeId, code }: Standing): Promise<boolean> {
  await lockClient(tx, clientId);
  const { rowCount } = await tx.query(
    `update chat_operator set gone_at = case when $3 then now() end
     where chat_id = $1 and employee_id = $2 and (gone_at is null) = $3`,
    [chatId, employeeId, code !== null],
  );
  if (rowCount === 0) return false;
  const fact: Fact =
    code === null ? { kind: 'operator_back', employeeId } : { kind: 'operator_gone', employeeId, code };
  await tell(tx, { chatId, clientId }, fact);
  return true;
}
