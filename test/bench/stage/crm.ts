import type { Stack } from '#test/faults/rig/stack.ts';

/** What of the CRM is asked for. */
export interface Known {
  contacts: number;
  people: { id: string; name: string; phone: string; email: string }[];
  /** Their codes. */
  companies: string[];
  managers: string[];
  statuses: { lead: string[]; order: string[] };
  /** Who has the most orders. */
  busiest: string;
  /** Numbers of chats whose client left a phone and is linked to nobody. */
  chats: number[];
}

export async function someKnown({ pool }: Stack, count: number): Promise<Known> {
  const ask = async <T>(text: string): Promise<T[]> => {
    const { rows } = await pool.query<{ one: T }>(text, [count]);
    return rows.map(({ one }) => one);
  };
  const [contacts = 0] = await ask<number>('select count(*)::int as one from contact where $1::int is not null');
  return {
    contacts,
    people: await ask(
      `select json_build_object('id', id, 'name', name, 'phone', phones[1], 'email', emails[1]) as one from contact
       where kind = 'person' and phones <> '{}' and emails <> '{}' order by random() limit $1`,
    ),
    companies: await ask(`select code as one from contact where kind = 'company' order by random() limit $1`),
    managers: await ask(
      `select id as one from employee where id in (select manager_id from contact) order by random() limit $1`,
    ),
    statuses: {
      lead: await ask(`select id as one from record_status where kind = 'lead' limit $1`),
      order: await ask(`select id as one from record_status where kind = 'order' limit $1`),
    },
    busiest:
      (
        await ask<string>(
          `select contact_id as one from customer_order where $1::int is not null group by 1
         order by count(*) desc limit 1`,
        )
      )[0] ?? '',
    chats: await ask(
      `select c.number as one from chat c join client cl on cl.id = c.client_id
       where cl.phone is not null and cl.contact_id is null order by random() limit $1`,
    ),
  };
}
