import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { List } from '../../support/chat.ts';
import { addEmployee } from '../../support/company.ts';
import { codeOf } from '../../support/http.ts';
import { api, olena, iryna, dmytro, type Contact, create, names, setUpContacts } from './contacts-stage.ts';

setUpContacts();

const NOTHING_SAID = { fullName: '', code: '', vatCode: '', address: '', signatory: '' };

describe('F44: a contact', () => {
  test('is added with its phones in E.164 and its e-mails in lower case, each once', async () => {
    const { people } = api;
    const added = await create({
      name: '  Гончаренко Марія ',
      phones: ['067 123-45-67', '+380671234567', '+44 20 7946 0958'],
      emails: ['Maria@Honcharenko.example'],
      managerId: people.olena.id,
      segment: 'Постійні',
    });
    expect(added).toEqual({
      id: expect.any(String) as string,
      kind: 'person',
      name: 'Гончаренко Марія',
      ...NOTHING_SAID,
      points: [
        { kind: 'phone', value: '+380671234567', typed: '067 123-45-67', label: '', isMain: true },
        { kind: 'phone', value: '+442079460958', typed: '+44 20 7946 0958', label: '', isMain: false },
        {
          kind: 'email',
          value: 'maria@honcharenko.example',
          typed: 'Maria@Honcharenko.example',
          label: '',
          isMain: true,
        },
      ],
      phones: ['+380671234567', '+442079460958'],
      emails: ['maria@honcharenko.example'],
      manager: { id: people.olena.id, name: people.olena.name },
      managerId: people.olena.id,
      segment: 'Постійні',
      createdAt: expect.any(String) as string,
      updatedAt: expect.any(String) as string,
      companies: [],
      people: [],
      warnings: [],
      duplicates: [],
    });
    expect((await dmytro.get(`/api/contacts/${added.id}`)).json()).toEqual(added);
    expect(await create({ name: 'Лише ім’я' })).toMatchObject({ phones: [], emails: [], manager: null, segment: '' });
  });

  test('is read by the country of the installation', async () => {
    await iryna.post('/api/settings', { settings: { phoneCountry: 'PL' } });
    expect(await create({ name: 'Kowalska', phones: ['512 345 678'] })).toMatchObject({ phones: ['+48512345678'] });
    await iryna.post('/api/settings', { settings: { phoneCountry: null } });
  });

  test('with phones and e-mails that are none is refused, and each is named', async () => {
    const wrong = { name: 'Хтось', phones: ['0671112233', '12'], emails: ['не пошта', 'a@b.example', ''] };
    const answer = await olena.post('/api/contacts', wrong);
    expect([answer.status, codeOf(answer)]).toEqual([422, 'INVALID_CONTACT']);
    const { details } = answer.json<{ error: { details: object } }>().error;
    expect(details).toEqual([{ path: 'phones.1' }, { path: 'emails.0' }, { path: 'emails.2' }]);
    expect(await names({ q: 'Хтось' })).toEqual([]);
  });

  test.each([{}, { name: ' ' }, { name: 'x', phones: 'x' }, { name: 'x', emails: [1] }, { name: 'x', phones: null }])(
    'in another shape is a bad request: %j',
    async (body) => {
      expect((await olena.post('/api/contacts', body)).status).toBe(400);
    },
  );

  test('has nobody as its manager who does not work here', async () => {
    for (const managerId of ['nobody', randomUUID()]) {
      const answer = await olena.post('/api/contacts', { name: 'Хтось', managerId });
      expect([answer.status, codeOf(answer)]).toEqual([422, 'UNKNOWN_EMPLOYEE']);
    }
  });

  test('is changed in part, and nothing else of it', async () => {
    const { people } = api;
    const { id } = await create({ name: 'Петро', phones: ['0501112233'], managerId: people.taras.id, segment: 'Опт' });
    const path = `/api/contacts/${id}`;
    expect((await olena.put(path, { name: 'Петро Дяченко' })).json()).toMatchObject({
      name: 'Петро Дяченко',
      phones: ['+380501112233'],
      managerId: people.taras.id,
      segment: 'Опт',
    });
    const more = { phones: ['0501112233', '0501112244'], emails: ['P@D.example'], managerId: null, segment: '' };
    expect((await olena.put(path, more)).json()).toMatchObject({
      name: 'Петро Дяченко',
      phones: ['+380501112233', '+380501112244'],
      emails: ['p@d.example'],
      manager: null,
      segment: '',
    });
    expect(codeOf(await olena.put(path, { phones: ['0501112233', 'x'] }))).toBe('INVALID_CONTACT');
    expect(codeOf(await olena.put(path, { managerId: 'nobody' }))).toBe('UNKNOWN_EMPLOYEE');
    expect((await olena.get(path)).json()).toMatchObject({ phones: ['+380501112233', '+380501112244'] });
    expect((await olena.put(`/api/contacts/${randomUUID()}`, { name: 'x' })).status).toBe(404);
    expect((await olena.get(`/api/contacts/${randomUUID()}`)).status).toBe(404);
  });

  test('keeps a manager who left when something else is changed, and gets no new one who left', async () => {
    const gone = await addEmployee(api.database.pool, {
      name: 'Пішла',
      email: 'gone@demo.example',
      roles: ['operator'],
      pageIds: [],
    });
    const { id } = await create({ name: 'Клієнтка тієї, що пішла', managerId: gone.id });
    await iryna.put(`/api/employees/${gone.id}`, { active: false });
    const changed = await olena.put(`/api/contacts/${id}`, { name: 'Клієнтка', managerId: gone.id });
    expect(changed.json()).toMatchObject({ name: 'Клієнтка', managerId: gone.id });
    expect(codeOf(await olena.post('/api/contacts', { name: 'Інша', managerId: gone.id }))).toBe('UNKNOWN_EMPLOYEE');
    const managers = (await olena.get('/api/contacts/managers')).json<List<{ id: string; name: string }>>().items;
    expect(managers.map(({ name }) => name)).toEqual(
      // Who only reads manages nobody.
      [api.people.iryna, api.people.olena, api.people.taras]
        .map(({ name }) => name)
        .toSorted((a, b) => a.localeCompare(b, 'uk')),
    );
  });

  test('may share a phone with another one, and says so', async () => {
    const oleh = await create({ name: 'Олег Родина', phones: ['0631112233'] });
    const daria = await create({ name: 'Дарія Родина', phones: ['+38 (063) 111 22 33'], emails: ['d@r.example'] });
    expect(daria.duplicates).toEqual([{ id: oleh.id, name: 'Олег Родина' }]);
    const changed = await olena.put(`/api/contacts/${oleh.id}`, { phones: [], emails: ['D@R.example'] });
    expect(changed.json<Contact>().duplicates).toEqual([{ id: daria.id, name: 'Дарія Родина' }]);
    expect((await olena.put(`/api/contacts/${oleh.id}`, { emails: [] })).json<Contact>().duplicates).toEqual([]);
  });

  test('leaves a trace of who added and changed it, by ids only', async () => {
    const { id } = await create({ name: 'Слід Секретний', phones: ['0639998877'] });
    await olena.put(`/api/contacts/${id}`, { name: 'Слід' });
    const { rows } = await api.database.pool.query(
      `select kind, employee_id as by, detail from audit where detail ->> 'contact' = $1 order by id`,
      [id],
    );
    expect(rows).toEqual([
      { kind: 'contact_added', by: api.people.olena.id, detail: { contact: id } },
      { kind: 'contact_changed', by: api.people.olena.id, detail: { contact: id, changed: ['name'] } },
    ]);
    expect(api.logbook.text()).not.toMatch(/Секретний|639998877/);
  });
});
