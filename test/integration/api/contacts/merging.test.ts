import { beforeAll, describe, expect, test } from 'vitest';
import { GOES_OVER } from '#db/entities/crm/contact-merge.ts';
import { openChat } from '../../support/chat.ts';
import { codeOf } from '../../support/http.ts';
import type { Visitor } from '../../support/visitor.ts';
import { api, type Contact, create, dmytro, iryna, names, olena, setUpContacts } from './contacts-stage.ts';

setUpContacts();

interface Merged {
  id: string;
  contact: Contact;
}
interface Parted {
  kept: string[];
  stayed: { clients: number; documents: number; leads: number; orders: number };
  contact: Contact;
}

const merge = async (winner: Contact, loser: Contact, fields = {}) =>
  (await olena.post(`/api/contacts/${winner.id}/merges`, { loserId: loser.id, fields })).json<Merged>();
const part = async (winner: Contact, mergeId: string, who: Visitor = iryna) =>
  who.delete(`/api/contacts/${winner.id}/merges/${mergeId}`);
const isOf = async (clientId: string, { id }: Contact) =>
  api.database.pool.query('update client set contact_id = $2 where id = $1', [clientId, id]);
const contactOf = async (clientId: string) =>
  (await api.database.pool.query<{ id: string }>('select contact_id as id from client where id = $1', [clientId]))
    .rows[0]?.id;

/** All tables, but for the record itself, what is told of it, and what jobs add up by themselves meanwhile. */
async function dump(): Promise<Record<string, unknown[]>> {
  const { pool } = api.database;
  const { rows } = await pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'
       and tablename not in ('contact_merge', 'audit', 'session', 'change', 'login_attempt', 'message_words',
         'installation') and tablename !~ '^(chat_(count|place)|named_chat|name_word)' order by 1`,
  );
  const all: Record<string, unknown[]> = {};
  for (const { name } of rows)
    all[name] = (await pool.query(`select to_jsonb(t) as row from "${name}" t order by to_jsonb(t)::text`)).rows;
  return all;
}

describe('B18: two contacts that are one', () => {
  let winner: Contact;
  let loser: Contact;
  beforeAll(async () => {
    const company = await create({ name: 'Майстерня', kind: 'company' });
    winner = await create({ name: 'Марія Гончар', phones: ['0671230001', '0671230002'], segment: 'Опт' });
    loser = await create({
      name: 'Гончар М.',
      points: [
        { kind: 'phone', value: '0671230002' },
        { kind: 'phone', value: '0671230003', label: 'дім', isMain: true },
        { kind: 'email', value: 'maria@honchar.example' },
      ],
      segment: 'Роздріб',
      code: '1759013776',
      companies: [{ id: company.id, role: 'директорка' }],
    });
  });

  test('are offered with the reason and what would go over', async () => {
    const { clientId } = await openChat(api, api.pages.dim, 'я вже писала');
    await isOf(clientId, loser);
    await olena.post('/api/orders', { contactId: loser.id });
    const namesake = await create({ name: 'марія гончар' });
    const found = (await dmytro.get(`/api/contacts/${winner.id}/duplicates`)).json<{ items: object[] }>();
    expect(found.items).toMatchObject([
      { contact: { id: loser.id }, reasons: ['phone'], moves: { clients: 1, documents: 0, leads: 0, orders: 1 } },
      { contact: { id: namesake.id }, reasons: ['name'], moves: { clients: 0, documents: 0, leads: 0, orders: 0 } },
    ]);
  });

  test('become one, and undoing makes all rows what they were', async () => {
    await api.database.pool.query(`update chat set status = 'finished', finished_at = now()`);
    const before = await dump();
    const { id, contact } = await merge(winner, loser, { segment: 'loser' });
    expect(contact).toMatchObject({
      id: winner.id,
      name: 'Марія Гончар',
      segment: 'Роздріб',
      code: '1759013776',
      phones: ['+380671230001', '+380671230002', '+380671230003'],
      emails: ['maria@honchar.example'],
      companies: [{ name: 'Майстерня', role: 'директорка' }],
    });
    expect((await dmytro.get(`/api/contacts/${loser.id}`)).json()).toMatchObject({ id: winner.id });
    expect(await names({ q: 'Гончар М.' })).toEqual([]);
    const { items } = (await dmytro.get(`/api/contacts/${winner.id}/merges`)).json<{ items: object[] }>();
    expect(items).toMatchObject([{ id, loser: { name: 'Гончар М.' }, moved: { clients: 1, orders: 1, points: 2 } }]);
    expect(codeOf(await part(winner, id, olena))).toBe('NOT_ALLOWED');
    const parted = (await part(winner, id)).json<Parted>();
    expect([parted.kept, parted.stayed]).toEqual([[], { clients: 0, documents: 0, leads: 0, orders: 0 }]);
    expect(await dump()).toEqual(before);
    expect((await part(winner, id)).status).toBe(404);
  });

  test('are parted without undoing what happened since', async () => {
    const { id } = await merge(winner, loser, { name: 'loser' });
    const { clientId } = await openChat(api, api.pages.dim, 'нова клієнтка');
    await isOf(clientId, winner);
    await olena.put(`/api/contacts/${winner.id}`, { name: 'Марія Гончар-Коваль' });
    const parted = (await part(winner, id)).json<Parted>();
    expect(parted).toMatchObject({
      kept: ['name'],
      stayed: { clients: 1, documents: 0, leads: 0, orders: 0 },
      left: [{ kind: 'client', id: clientId }],
      contact: { name: 'Марія Гончар-Коваль' },
    });
    expect(await contactOf(clientId)).toBe(winner.id);
  });

  test('are told to the open chats of those who go over', async () => {
    const { clientId, number } = await openChat(api, api.pages.dim, 'відкрита розмова');
    await isOf(clientId, loser);
    const { id } = await merge(winner, loser);
    expect((await olena.get(`/api/chats/${number}`)).json()).toMatchObject({ contact: { id: winner.id } });
    const told = async () =>
      (
        await api.database.pool.query<{ to: string }>(
          `select facts ->> 'contactId' as "to" from chat_input where client_id = $1 and kind = 'contact_linked'
           order by id`,
          [clientId],
        )
      ).rows.map(({ to }) => to);
    expect(await told()).toEqual([winner.id]);
    await part(winner, id);
    expect(await told()).toEqual([winner.id, loser.id]);
  });

  test('in a row are parted from the last one on', async () => {
    const third = await create({ name: 'Третя' });
    const first = await merge(winner, loser);
    const second = await merge(third, winner);
    expect(second.contact.phones).toContain('+380671230003');
    expect((await dmytro.get(`/api/contacts/${loser.id}`)).json()).toMatchObject({ id: third.id });
    expect(codeOf(await part(winner, first.id))).toBe('MERGED_SINCE');
    await part(third, second.id);
    expect((await part(winner, first.id)).status).toBe(200);
  });

  test('are not merged with themselves, with nobody, and no person with a company', async () => {
    const company = await create({ name: 'Не людина', kind: 'company' });
    const nobody = { ...winner, id: '00000000-0000-4000-8000-000000000000' };
    for (const other of [winner, company, nobody]) {
      const answer = await olena.post(`/api/contacts/${winner.id}/merges`, { loserId: other.id });
      expect([answer.status, codeOf(answer)]).toEqual([422, 'CANNOT_MERGE']);
    }
    const refused = await dmytro.post(`/api/contacts/${winner.id}/merges`, { loserId: loser.id });
    expect(codeOf(refused)).toBe('NOT_ALLOWED');
  });
});

/** Rows that name a contact and have a way of their own; all others go over by `GOES_OVER`. */
const OWN_WAY = [
  'contact.merged_into_id',
  'contact_history.contact_id',
  'contact_member.company_id',
  'contact_member.person_id',
  'contact_merge.loser_id',
  'contact_merge.winner_id',
  'contact_point.contact_id',
];

test('B18: no table that names a contact is forgotten by a merge', async () => {
  const { rows } = await api.database.pool.query<{ column: string }>(
    `select c.conrelid::regclass || '.' || a.attname as column from pg_constraint c
     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
     where c.contype = 'f' and c.confrelid = 'contact'::regclass order by 1`,
  );
  const handled = [...OWN_WAY, ...GOES_OVER.map((table) => `${table}.contact_id`)];
  expect(rows.map(({ column }) => column)).toEqual(handled.toSorted());
});
