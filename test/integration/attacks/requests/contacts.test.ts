import { describe, expect, test } from 'vitest';
import { matchContacts } from '#db/contacts/match.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { readCandidates } from '#db/routing/candidates.ts';
import { readChatFacts } from '#db/routing/facts.ts';
import { openChat } from '../../support/chat.ts';
import { api, olena, sql, setUpRouting } from './routing-stage.ts';

setUpRouting();

describe('F44: a contact that is added or changed', () => {
  const isKnown = async (number: number): Promise<boolean> => {
    const { rows } = await sql(
      'select w.facts is not null as known from waiting_room w join chat c on c.id = w.chat_id where c.number = $1',
      [number],
    );
    return (rows[0] as { known: boolean }).known;
  };
  const wait = async (number: number): Promise<void> => {
    const { rows } = await sql('select id from chat where number = $1', [number]);
    const { id } = rows[0] as { id: string };
    await sql(
      `insert into waiting_room (chat_id, page_id, client_id, ask, kind, since)
       select id, page_id, client_id, 0, 'first', now() from chat where id = $1 on conflict do nothing`,
      [id],
    );
    const facts = (await readChatFacts(api.database.pool, [id])).get(id);
    await sql('update waiting_room set facts = $2 where chat_id = $1', [id, JSON.stringify(facts)]);
  };

  test('is looked for anew in chats that wait, whose client wrote the number in passing', async () => {
    const { number } = await openChat(api, api.pages.dim, 'мій номер 067 555 44 33');
    await wait(number);
    const contact = { name: 'Марія', phones: ['+380675554433'], managerId: api.people.olena.id };
    const { id } = (await olena.post('/api/contacts', contact)).json<{ id: string }>();
    expect(await isKnown(number)).toBe(false);
    await wait(number);
    await olena.put(`/api/contacts/${id}`, { phones: [] });
    expect(await isKnown(number)).toBe(false);
  });
});

describe('A20: many contacts and past chats', () => {
  /** Rows of the table that this connection read so far, as far as it has not told them yet. */
  const readSoFar = async (tx: Sql, table: string): Promise<number> => {
    const { rows } = await tx.query<{ read: number }>(
      `select (pg_stat_get_xact_tuples_returned($1::regclass)
         + pg_stat_get_xact_tuples_fetched($1::regclass))::int as read`,
      [table],
    );
    return rows[0]?.read ?? 0;
  };
  /** What was done before counts for nothing: a connection tells its numbers once a second. */
  const readIn = async (tx: Sql, table: string, work: () => Promise<void>): Promise<number> => {
    const before = await readSoFar(tx, table);
    await work();
    return (await readSoFar(tx, table)) - before;
  };

  test('are not gone through to find those with a phone', async () => {
    const { number } = await openChat(api, api.pages.dim, 'телефон 050 111 22 33');
    // A lot at a time: each is made ready to be searched, and no statement may take long, however busy the machine.
    // What a connection planned for an empty table would go through all of it for each row: it hears that it grew.
    for (let from = 10_001; from <= 14_000; from += 500) {
      await sql('analyze contact, contact_point');
      await sql(
        `insert into contact (name, phones, emails)
           select 'Контакт ' || n, array['+38050' || lpad((1100000 + n)::text, 7, '0')], '{}'
         from generate_series($1::int, $1 + 499) n`,
        [from],
      );
    }
    await sql('analyze contact');
    const { rows } = await sql('select id from chat where number = $1', [number]);
    const { id } = rows[0] as { id: string };
    await inTransaction(api.database.pool, async (tx) => {
      const read = await readIn(tx, 'contact', async () => {
        expect(await matchContacts(tx, id)).toMatchObject([{ name: 'Контакт 12233', matchedBy: 'phone' }]);
        expect((await readChatFacts(tx, [id])).get(id)?.contacts).toHaveLength(1);
      });
      expect(read).toBeGreaterThan(0);
      expect(read).toBeLessThan(100);
    });
  });

  test('are not gone through to count the open chats of the operators', async () => {
    const { clientId } = await openChat(api, api.pages.dim);
    for (let lot = 0; lot < 10; lot += 1)
      await sql(
        `with past as (
         insert into chat (client_id, page_id, status, finished_at) select id, page_id, 'finished', now()
            from client, generate_series(1, 500)
         where id = $1 returning id
       ) insert into chat_operator (chat_id, employee_id, since, position) select id, $2, now(), 0 from past`,
        [clientId, api.people.olena.id],
      );
    await sql('analyze chat, chat_operator');
    await inTransaction(api.database.pool, async (tx) => {
      const read = await readIn(tx, 'chat_operator', async () => {
        const candidates = await readCandidates(tx, api.pages.dim.id);
        expect(candidates.find(({ id }) => id === api.people.olena.id)?.load).toBe(0);
      });
      expect(read).toBeLessThan(1_000);
    });
  });
});
