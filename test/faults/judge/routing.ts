import { differingRecords } from '#test/ground/records.ts';
import type { Rig } from '../rig/rig.ts';
import { type Fault, fault } from './verdict.ts';

/**
 * I9: a chat is given to one operator at a time, for a recorded reason that comes out the same again, and nobody is
 * waiting unheard.
 */
export async function judgeRouting(rig: Rig): Promise<Fault[]> {
  const { pool } = rig.stack;
  const pages = rig.pages.map(({ id }) => id);
  const differing = await differingRecords(pool);
  const { rows } = await pool.query<{ what: string }>(
    `select 'chat ' || c.number || ' was given twice for one search' as what from routing_record r
       join chat c on c.id = r.chat_id
       where r.page_id = any($1) and r.state in ('granted', 'joined') group by c.number, r.chat_id, r.ask
          having count(*) > 1
     union all
     select 'chat ' || c.number || ' never heard of its operator' from routing_record r join chat c on c.id = r.chat_id
       where r.page_id = any($1) and r.state = 'granted'
     union all
     select 'chat ' || c.number || ' waits without an operator and seeks none' from chat c
       where c.page_id = any($1) and c.status <> 'finished' and c.waiting_since is not null and c.phase = 'open'
         and not exists (select 1 from chat_operator o where o.chat_id = c.id)
         and not exists (select 1 from waiting_room w where w.chat_id = c.id and w.reason is not null)`,
    [pages],
  );
  return [
    ...rows.map(({ what }) => fault('I9', 'wrong state', what)),
    ...differing.map((id) => fault('I9', 'wrong state', `record ${id} does not come out the same again`)),
  ];
}
