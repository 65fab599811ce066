import type { PoolClient } from 'pg';
import { describe, expect, test } from 'vitest';
import { addMany } from '#db/contacts/add-many.ts';
import { NO_FIELDS } from '#db/contacts/fields.ts';
import { addContact } from '#db/contacts/write.ts';
import { inTransaction } from '#db/connection/transaction.ts';
import { companiesNamed } from '#db/imports/match.ts';
import { undoConversion } from '#db/leads/conversion/undo.ts';
import { randomUUID } from 'node:crypto';
import { codeOf } from '../../support/http.ts';
import { whoWaits } from '../../support/lock.ts';
import { until } from '../../support/until.ts';
import { api, type Contact, create, iryna, olena, setUpContacts } from './contacts-stage.ts';

setUpContacts();

type Change = (tx: PoolClient) => Promise<unknown>;

/** Does it over a second connection while a change is about to be committed, and tells what came of it afterwards. */
async function meanwhile<T>(change: Change, work: () => Promise<T>): Promise<T> {
  const { pool } = api.database;
  const changing = await pool.connect();
  await changing.query('begin');
  await change(changing);
  const worked = work();
  await until('it waits', async () => (await whoWaits(pool, '%')).length > 0);
  await changing.query('commit');
  changing.release();
  return worked;
}

const company = (name: string) => create({ kind: 'company', name });
const join = (id: string) => olena.post('/api/contacts', { name: 'Марія', companies: [{ id, role: '' }] });
const turn =
  ({ id }: Contact): Change =>
  async (tx) => {
    await tx.query('select 1 from contact where id = $1 for no key update', [id]);
    await tx.query(`update contact set kind = 'person' where id = $1`, [id]);
  };
const merge =
  ({ id }: Contact, into: Contact): Change =>
  (tx) =>
    tx.query('update contact set merged_into_id = $2 where id = $1', [id, into.id]);
const remove =
  ({ id }: Contact): Change =>
  (tx) =>
    tx.query('delete from contact where id = $1', [id]);

describe('B18: who belongs to a company', () => {
  test('is refused where it is turned into a person, merged or deleted in that moment', async () => {
    const other = await company('Друга');
    for (const change of [turn, (one: Contact) => merge(one, other), remove]) {
      const one = await company('Одна');
      expect(codeOf(await meanwhile(change(one), () => join(one.id)))).toBe('NOT_A_COMPANY');
    }
  });

  test('is in it where somebody was about to turn it into a person, or to delete it', async () => {
    const one = await company('Одна');
    const { pool } = api.database;
    const joining: Change = async (tx) => {
      await tx.query('select 1 from contact where id = $1 for share', [one.id]);
      const person = await tx.query<{ id: string }>(
        `insert into contact (name, phones, emails) values ('Марія', '{}', '{}') returning id`,
      );
      await tx.query('insert into contact_member (person_id, company_id) values ($1, $2)', [
        person.rows[0]?.id,
        one.id,
      ]);
    };
    const turned = await meanwhile(joining, () => olena.put(`/api/contacts/${one.id}`, { kind: 'person' }));
    expect(codeOf(turned)).toBe('COMPANY_HAS_PEOPLE');
    const deleted = await meanwhile(
      (tx) => tx.query('select 1 from contact where id = $1 for share', [one.id]),
      () => iryna.delete(`/api/contacts/${one.id}`),
    );
    expect(deleted.status).toBe(409);
    expect((await pool.query('select 1 from contact_member where company_id = $1', [one.id])).rowCount).toBe(1);
  });

  test('F17: an import puts nobody into a company that is none any more', async () => {
    const one = await company('Шафи');
    const { pool } = api.database;
    const named = () => inTransaction(pool, (tx) => companiesNamed(tx, ['шафи']));
    expect(await meanwhile(turn(one), named)).toEqual([]);
    const two = await company('Столи');
    const bring: Change = async (tx) => {
      const [{ id } = { id: '' }] = await companiesNamed(tx, ['столи']);
      const person = { ...NO_FIELDS, name: 'Марія', companies: [{ id, name: '', role: '' }] };
      await addMany(tx, [{ id: randomUUID(), ...person }], null);
    };
    const turned = await meanwhile(bring, () => olena.put(`/api/contacts/${two.id}`, { kind: 'person' }));
    expect(codeOf(turned)).toBe('COMPANY_HAS_PEOPLE');
  });
});

test('B18: a contact that is merged in the moment it is changed is not changed: it would be lost', async () => {
  const [loser, winner] = [await create({ name: 'Двоє' }), await create({ name: 'Одна' })];
  const answer = await meanwhile(merge(loser, winner), () =>
    olena.put(`/api/contacts/${loser.id}`, { segment: 'опт' }),
  );
  expect(answer.status).toBe(404);
});

describe('F44: a conversion that is undone', () => {
  const converted = async (fields: object = {}) => {
    const lead = (await olena.post('/api/leads', { name: `Лід ${randomUUID()}`, amount: 100_00, ...fields })).json<{
      id: string;
    }>();
    expect((await olena.post(`/api/leads/${lead.id}/conversion`, {})).status).toBe(201);
    const { rows } = await api.database.pool.query<{ order: string; contact: string }>(
      `select order_id as order, record ->> 'becameId' as contact from lead_conversion where lead_id = $1`,
      [lead.id],
    );
    return { id: lead.id, order: rows[0]?.order ?? '', contact: rows[0]?.contact ?? '' };
  };
  const undo = ({ id }: { id: string }) => undoConversion(api.database.pool, id, api.people.olena.id);

  test('stays where its invoice is issued in that moment', async () => {
    const lead = await converted();
    const home = { kind: 'legal', name: 'Дім', fullName: 'ТОВ «Дім»' };
    const { id: companyId } = (await iryna.post('/api/companies', home)).json<{ id: string }>();
    const draft = { kind: 'act', companyId, orderId: lead.order, lines: [] };
    const { id } = (await olena.post('/api/documents', draft)).json<{ id: string }>();
    const issue: Change = async (tx) => {
      await tx.query('select 1 from document where id = $1 for update', [id]);
      await tx.query(
        `update document set state = 'issued', number = '1', number_period = 2027, number_count = 1, printed = '{}',
           issued_at = now() where id = $1`,
        [id],
      );
    };
    expect(await meanwhile(issue, () => undo(lead))).toBe('CONVERSION_ISSUED');
  });

  test('leaves its contact where a chat, a lead or a company comes to name it in that moment', async () => {
    const lead = await converted();
    const name: Change = (tx) =>
      tx.query('insert into contact_member (person_id, company_id) values ($1, $1)', [lead.contact]);
    expect(await meanwhile(name, () => undo(lead))).toMatchObject({ contact: 'stays' });
  });

  test('does not give the lead back to a contact that is merged away in that moment', async () => {
    const { pool } = api.database;
    const before = await addContact(pool, { name: 'Перша' }, null);
    const [first, other] = [typeof before === 'string' ? '' : before.id, await create({ name: 'Інша' })];
    const lead = await converted({ contactId: first });
    await pool.query(
      `update lead_conversion set record = jsonb_set(record, '{contactId}', to_jsonb($2::text)) where lead_id = $1`,
      [lead.id, first],
    );
    const away: Change = (tx) => tx.query('update contact set merged_into_id = $2 where id = $1', [first, other.id]);
    expect(await meanwhile(away, () => undo(lead))).toMatchObject({ lead: { contact: null } });
  });
});
