import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fold } from '#workflows/reading/fold.ts';
import { tableOf } from '#test/cases/table.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import { type List, openChat } from '../../support/chat.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

let api: TestApi;
let olena: Visitor;

beforeAll(async () => {
  api = await createApi();
  olena = await logIn(api, 'olena');
});
afterAll(() => api.stop());

const found = async (path: string, q: string) =>
  (await olena.get(`${path}?${new URLSearchParams({ q })}`)).json<List<{ id: string; number: number }>>().items;
const addContact = async (name: string) => (await olena.post('/api/contacts', { name })).json<{ id: string }>().id;

/** A chat of a client with this name. */
async function chatOf(name: string): Promise<number> {
  const { number, clientId } = await openChat(api, api.pages.dim);
  const [first = '', ...last] = name.split(' ');
  const named = 'update client set first_name = $2, last_name = $3 where id = $1';
  await api.database.pool.query(named, [clientId, first, last.join(' ')]);
  return number;
}

const siblings = [
  ['Солов`їна Мар`яна', 'соловʼїна', 'contacts and chats', 'yes'],
  ['Андріи\u0306 Кіи\u0306', 'андрій', 'contacts and chats', 'yes'],
  ['Андрій Кий', 'андри\u0306й'.normalize('NFC'), 'contacts and chats', 'no'],
  ['Гайдай', 'гаи\u0306даи\u0306', 'contacts and chats', 'yes'],
  ['Їжак', 'іжак', 'contacts and chats', 'yes'],
  ['Марʼяна Солов`їна', 'маряна', 'contacts and chats', 'yes'],
  ['Єфименко Ґалаґан', 'галаган', 'contacts and chats', 'yes'],
  ['Єфименко Юрій', 'ефименко', 'contacts and chats', 'yes'],
  ['Кит Іван', 'кіт', 'contacts and chats', 'no'],
  ['Семён', 'семен', 'contacts and chats', 'yes'],
  ['Ærø Ångström', 'aero angstrom', 'contacts and chats', 'yes'],
  ['İpek Işık', 'ipek isik', 'contacts and chats', 'yes'],
  ['Straßer', 'STRASSER', 'contacts and chats', 'yes'],
  ['Нам потрібен Bücherregal', 'bucherregal', 'chats (message)', 'yes'],
  ['100% об’єм', "100% об'єм", 'chats (message)', 'yes'],
];

test.each([...tableOf('search.csv'), ...siblings])(
  'F1: %j, asked for %j, in %s: %s',
  async (stored, asked, where, must) => {
    const [name, q] = [stored, asked];
    const isThere = must !== 'no';
    if (where?.includes('contacts')) {
      const id = await addContact(name);
      expect((await found('/api/contacts', q)).some((one) => one.id === id)).toBe(isThere);
    }
    if (where?.includes('message')) {
      const { number } = await openChat(api, api.pages.dim, name);
      expect((await found('/api/chats', q)).some((one) => one.number === number)).toBe(isThere);
    } else if (where?.includes('chats')) {
      const number = await chatOf(name);
      expect((await found('/api/chats', q)).some((one) => one.number === number)).toBe(isThere);
    }
  },
);

test('F1: a page is found by its name the same way, and a percent sign is a percent sign', async () => {
  await api.database.pool.query(`update page set name = 'Дім об’єктивів' where id = $1`, [api.pages.dim.id]);
  expect((await found('/api/chats', "дім об'єкт")).length).toBeGreaterThan(0);
  expect(await found('/api/contacts', '%')).toEqual([]);
  expect(await found('/api/contacts', '_')).toEqual([]);
});

test('E2: a contact is found by either spelling of its address', async () => {
  const body = { name: 'Іван', emails: ['ivan@приклад.укр'] };
  const { id } = (await olena.post('/api/contacts', body)).json<{ id: string }>();
  for (const q of ['ivan@приклад.укр', 'ivan@xn--80aikifvh.xn--j1amh', 'приклад'])
    expect((await found('/api/contacts', q)).map((one) => one.id)).toEqual([id]);
});

test('F1: the desk and the database fold every word alike', async () => {
  const letters = "АаЙйЇїЄєЎўЁёҐґИиІіŁłĐđØøİıŞşÑñÉéÄäßÆæŒœŠšŽžÇçΣςσΆάǅẞ’ʼ'`‘´′ʹʻ‛＇ aZ\u00a0\u0301\u0306\u0308\u030c";
  const words = fc.string({ unit: fc.constantFrom(...letters), maxLength: 12 });
  const samples = fc.sample(words, 500);
  const { rows } = await api.database.pool.query<{ word: string; folded: string }>(
    'select word, fold(word) as folded from unnest($1::text[]) as word',
    [samples],
  );
  expect(rows.map(({ folded }) => folded)).toEqual(rows.map(({ word }) => fold(word)));
});
