import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { codeOf } from '../../support/http.ts';
import { type Contact, create, names, olena, setUpContacts } from './contacts-stage.ts';

setUpContacts();

const put = (id: string, body: object) => olena.put(`/api/contacts/${id}`, body);
const card = async (id: string) => (await olena.get(`/api/contacts/${id}`)).json<Contact & { updatedAt: string }>();
const rolesIn = ({ people }: Contact) => people.map(({ name, role }) => `${name}: ${role}`);

test('F44: people of a company are told from the company, and each has it in their own history', async () => {
  const [ivan, oleh] = [await create({ name: 'Іван' }), await create({ name: 'Олег' })];
  const company = await create({ name: 'Сад', kind: 'company', people: [{ id: ivan.id, role: 'директор' }] });
  expect(rolesIn(company)).toEqual(['Іван: директор']);
  const changed = await put(company.id, {
    people: [
      { id: ivan.id, role: 'юрист' },
      { id: oleh.id, role: '' },
    ],
  });
  expect(rolesIn(changed.json())).toEqual(['Іван: юрист', 'Олег: ']);
  expect((await card(oleh.id)).companies).toMatchObject([{ id: company.id, role: '' }]);
  // Whom it does not name stays.
  expect(rolesIn((await put(company.id, { people: [{ id: oleh.id, role: null }] })).json())).toEqual(['Іван: юрист']);
  const history = (await olena.get(`/api/contacts/${ivan.id}/history`)).json<{ items: { field: string }[] }>();
  expect(history.items.map(({ field }) => field)).toEqual(['companies', 'companies', 'name']);
});

test('F44: who is not there, or no person, belongs to no company, and nothing else is kept', async () => {
  const [ivan, other] = [await create({ name: 'Петро' }), await create({ name: 'Ліс', kind: 'company' })];
  const company = await create({ name: 'Ставок', kind: 'company' });
  for (const [people, code] of [
    [
      [
        { id: ivan.id, role: '' },
        { id: randomUUID(), role: '' },
      ],
      'UNKNOWN_CONTACT',
    ],
    [
      [
        { id: ivan.id, role: '' },
        { id: other.id, role: '' },
      ],
      'NOT_A_COMPANY',
    ],
  ] as const) {
    expect(codeOf(await put(company.id, { name: 'Озеро', people }))).toBe(code);
    expect(codeOf(await olena.post('/api/contacts', { name: 'Озеро', kind: 'company', people }))).toBe(code);
  }
  // A person has no people.
  expect(
    codeOf(await put(ivan.id, { name: 'Озеро', people: [{ id: (await create({ name: 'Ян' })).id, role: '' }] })),
  ).toBe('NOT_A_COMPANY');
  const refused = { name: 'Озеро', companies: [{ id: ivan.id }] };
  expect(codeOf(await olena.post('/api/contacts', refused))).toBe('NOT_A_COMPANY');
  expect([await names({ q: 'Озеро' }), (await card(ivan.id)).companies]).toEqual([[], []]);
});

test('F44: what somebody changed meanwhile is not written over', async () => {
  const { id } = await create({ name: 'Марія' });
  const { updatedAt: seen } = await card(id);
  expect((await put(id, { segment: 'Опт', seen })).status).toBe(200);
  const late = await put(id, { segment: 'Роздріб', seen });
  expect([late.status, codeOf(late)]).toEqual([409, 'CHANGED_MEANWHILE']);
  expect((await put(id, { segment: 'Роздріб', seen: (await card(id)).updatedAt })).status).toBe(200);
  expect((await put(id, { segment: 'x', seen: 'yesterday' })).status).toBe(400);
});
