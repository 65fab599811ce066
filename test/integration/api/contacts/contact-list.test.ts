import { beforeAll, describe, expect, test } from 'vitest';
import type { List } from '../../support/chat.ts';
import { api, olena, dmytro, create, list, names, setUpContacts } from './contacts-stage.ts';

setUpContacts();

describe('F44: the list of contacts', () => {
  beforeAll(async () => {
    await api.database.pool.query('delete from contact');
    const { people } = api;
    await create({ name: 'Яна Юрчук', phones: ['0671234500'], managerId: people.olena.id, segment: 'Опт' });
    await create({ name: 'Іван Франко', emails: ['ivan@kameniar.example'], managerId: people.taras.id });
    await create({ name: 'Ганна 100%', phones: ['0502223344', '0671234511'], segment: 'Опт' });
  });

  test('is sorted by the Ukrainian alphabet and comes in pages', async () => {
    expect(await names({})).toEqual(['Ганна 100%', 'Іван Франко', 'Яна Юрчук']);
    const second = await list({ page: '2', pageSize: '2' }, dmytro);
    expect(second).toMatchObject({ total: 3, page: 2, pageSize: 2, items: [{ name: 'Яна Юрчук' }] });
  });

  test.each([
    ['юрчук', ['Яна Юрчук']],
    ['067 123', ['Ганна 100%', 'Яна Юрчук']],
    ['+380 (67) 123-45-11', ['Ганна 100%']],
    ['0671234500', ['Яна Юрчук']],
    ['KAMENIAR', ['Іван Франко']],
    ['100%', ['Ганна 100%']],
    ['%', ['Ганна 100%']],
    ['_', []],
    ['0500', []],
    ['00', ['Ганна 100%']],
    ['067', ['Ганна 100%', 'Яна Юрчук']],
    ['4511', ['Ганна 100%']],
    ["' or 1=1--", []],
  ])('is searched by name, phone and e-mail: %s', async (q, found) => {
    expect(await names({ q })).toEqual(found);
  });

  test('is filtered by manager and segment', async () => {
    expect(await names({ managerId: 'me' })).toEqual(['Яна Юрчук']);
    expect(await names({ managerId: api.people.taras.id })).toEqual(['Іван Франко']);
    expect(await names({ managerId: 'none' })).toEqual(['Ганна 100%']);
    expect(await names({ segment: 'Опт', q: '067' })).toEqual(['Ганна 100%', 'Яна Юрчук']);
    expect((await olena.get('/api/contacts/segments')).json<List<string>>().items).toEqual(['Опт']);
  });
});
