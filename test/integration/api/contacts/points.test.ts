import { describe, expect, test } from 'vitest';
import { codeOf } from '../../support/http.ts';
import { api, type Contact, create, dmytro, olena, setUpContacts } from './contacts-stage.ts';

setUpContacts();

const put = async (id: string, body: object) => olena.put(`/api/contacts/${id}`, body);
const told = ({ points }: Contact) =>
  points.map(({ value, label, isMain }) => [value, label, isMain ? 'main' : ''].filter(Boolean).join(' '));

describe('F44: phones and e-mails of a contact', () => {
  test('have labels and a main one, which a list of bare numbers leaves as they were', async () => {
    const { id, ...added } = await create({
      name: 'Точки',
      points: [
        { kind: 'email', value: 'Office@Tochky.example', label: ' офіс ' },
        { kind: 'phone', value: '067 111 00 01', label: 'робочий' },
        { kind: 'phone', value: '067 111 00 02', isMain: true },
        { kind: 'phone', value: '+380671110001' },
      ],
    });
    expect(told({ id, ...added })).toEqual([
      '+380671110001 робочий',
      '+380671110002 main',
      'office@tochky.example офіс main',
    ]);
    const moved = await put(id, { phones: ['0671110003', '0671110002', '0671110001'] });
    expect(told(moved.json())).toEqual([
      '+380671110003',
      '+380671110002 main',
      '+380671110001 робочий',
      'office@tochky.example офіс main',
    ]);
    const fewer = await put(id, { phones: ['0671110001'], emails: [] });
    expect(told(fewer.json())).toEqual(['+380671110001 робочий main']);
    await expectSummed();
  });

  test('that are none are named where they were given', async () => {
    const points = [
      { kind: 'phone', value: '12' },
      { kind: 'email', value: 'a@b.example' },
      { kind: 'email', value: 'не пошта' },
    ];
    const answer = await olena.post('/api/contacts', { name: 'Хтось', points });
    expect([answer.status, codeOf(answer)]).toEqual([422, 'INVALID_CONTACT']);
    const { details } = answer.json<{ error: { details: object } }>().error;
    expect(details).toEqual([{ path: 'points.0.value' }, { path: 'points.2.value' }]);
  });

  test('are rows, whoever writes them: the sum and the rows say the same', async () => {
    const { pool } = api.database;
    const { rows } = await pool.query<{ id: string }>(
      `insert into contact (name, phones, emails) values ('Давня', '{+380671112201,+380671112202}', '{d@d.example}')
       returning id`,
    );
    const id = rows[0]?.id ?? '';
    await expectSummed();
    await pool.query(`update contact set phones = '{+380671112203,+380671112201}', emails = '{}' where id = $1`, [id]);
    await expectSummed();
    await pool.query(`delete from contact_point where contact_id = $1 and position = 0`, [id]);
    await expectSummed();
    expect((await dmytro.get(`/api/contacts/${id}`)).json()).toMatchObject({ phones: ['+380671112201'], emails: [] });
  });

  /** Of every contact there is. */
  const expectSummed = async (): Promise<void> => {
    const { rows } = await api.database.pool.query(
      `select k.name from contact k where k.phones || k.emails <> array(select value from contact_point p
         where p.contact_id = k.id order by p.kind desc, p.position)`,
    );
    expect(rows).toEqual([]);
  };
});

describe('F44: a company among the contacts', () => {
  test('has requisites for documents; an odd code is said and kept', async () => {
    const said = { fullName: 'ТОВ «Світло»', vatCode: '328559612345', address: 'Київ', signatory: 'Коваль О. І.' };
    const added = await create({ name: 'Світло', kind: 'company', code: ' 3285 5961 ', ...said });
    expect(added).toMatchObject({ kind: 'company', code: '32855961', ...said, warnings: [] });
    const odd = (await put(added.id, { code: '32855962', vatCode: '1' })).json<Contact>();
    expect(odd.warnings).toEqual([
      { path: 'code', code: 'check_digit' },
      { path: 'vatCode', code: 'unknown_form' },
    ]);
    expect(odd.code).toBe('32855962');
  });

  test('has people, each with a role; nobody belongs to who is no company', async () => {
    const company = await create({ name: 'Ліхтар', kind: 'company' });
    const other = await create({ name: 'Просто людина' });
    const anna = await create({ name: 'Анна', companies: [{ id: company.id, role: 'бухгалтерка' }] });
    expect(anna.companies).toEqual([{ id: company.id, name: 'Ліхтар', role: 'бухгалтерка' }]);
    expect((await dmytro.get(`/api/contacts/${company.id}`)).json<Contact>().people).toEqual([
      { id: anna.id, name: 'Анна', role: 'бухгалтерка' },
    ]);
    const wrong = await put(anna.id, { companies: [{ id: other.id }] });
    expect([wrong.status, codeOf(wrong)]).toEqual([422, 'NOT_A_COMPANY']);
    expect(codeOf(await put(company.id, { kind: 'person' }))).toBe('COMPANY_HAS_PEOPLE');
    expect(codeOf(await put(company.id, { companies: [{ id: company.id }] }))).toBe('NOT_A_COMPANY');
    expect((await put(anna.id, { companies: [] })).json<Contact>().companies).toEqual([]);
    expect((await put(company.id, { kind: 'person' })).json()).toMatchObject({ kind: 'person' });
  });
});

describe('F44: the history of a contact', () => {
  test('says of each field what it was, and who changed it', async () => {
    const { id } = await create({ name: 'Історія', phones: ['0671119901'], segment: 'Опт' });
    await put(id, { segment: 'Роздріб', phones: ['067 111 99 01', '0671119902'] });
    await put(id, { segment: 'Роздріб', phones: ['0671119901', '0671119902'] });
    const answer = await dmytro.get(`/api/contacts/${id}/history`);
    const { items } = answer.json<{ items: { field: string; before: unknown; after: unknown; author: object }[] }>();
    const was = { value: '+380671119901', label: '', isMain: true };
    expect(items.map(({ field, before, after }) => ({ field, before, after }))).toEqual([
      { field: 'phones', before: [was], after: [was, { value: '+380671119902', label: '', isMain: false }] },
      { field: 'segment', before: 'Опт', after: 'Роздріб' },
      { field: 'name', before: null, after: 'Історія' },
    ]);
    expect(new Set(items.map(({ author }) => JSON.stringify(author))).size).toBe(1);
    expect(items[0]?.author).toEqual({ id: api.people.olena.id, name: api.people.olena.name });
  });
});
