import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { foundSchema } from '#api/search/schema.ts';
import { keepWords } from '#db/search/keep-words.ts';
import { tableOf } from '#test/cases/table.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import { openChat } from '../../support/chat.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';
import { deliver, fromClient, newMid } from '../../support/webhook.ts';

type Found = z.infer<typeof foundSchema>;

let api: TestApi;
let olena: Visitor;
let taras: Visitor;
const chats: Record<'maryana' | 'petro' | 'polina', number> = { maryana: 0, petro: 0, polina: 0 };

beforeAll(async () => {
  api = await createApi();
  [olena, taras] = [await logIn(api, 'olena'), await logIn(api, 'taras')];
  chats.maryana = await chatOf('Мар’яна', 'Солов’їна', { phone: '+380671234567', email: 'maryana.s@ukr.net' });
  chats.petro = await chatOf('Петро', 'Є́фіменко-Ґалаґан', { contact: 'ТОВ «Їжак і компанія»' });
  chats.polina = await chatOf('Поліна', 'Маряненко', { text: 'Привіт! Чи є торшер із латунною ніжкою, об’єктив?' });
});
afterAll(() => api.stop());

interface About {
  phone?: string;
  email?: string;
  contact?: string;
  text?: string;
}

async function chatOf(first: string, last: string, { phone, email, contact, text }: About): Promise<number> {
  const { number, clientId } = await openChat(api, api.pages.dim, text);
  const contactId = contact ? (await olena.post('/api/contacts', { name: contact })).json<{ id: string }>().id : null;
  await api.database.pool.query(
    `update client set first_name = $2, last_name = $3, phone = $4, email = $5, contact_id = $6 where id = $1`,
    [clientId, first, last, phone ?? null, email ?? null, contactId],
  );
  return number;
}

const search = async (q: string, who = olena, limit = 20): Promise<Found> =>
  (await who.get(`/api/search?${new URLSearchParams({ q, limit: String(limit) })}`)).json<Found>();
const marked = ({ text, marks }: Found['items'][number]) => marks.map(([from, to]) => text.slice(from, to));

describe('B16: one search finds', () => {
  test.each([
    ['a phone as it is dialled', '0671234567', 'phone', 'maryana'],
    ['… with its country', '+38 067 123-45-67', 'phone', 'maryana'],
    ['… in parentheses', '(067) 123-45-67', 'phone', 'maryana'],
    ['… by its last seven digits', '1234567', 'phone', 'maryana'],
    ['… as one used to dial', '8 067 123 45 67', 'phone', 'maryana'],
    ['… by a part of it', '067123', 'phone', 'maryana'],
    ['an e-mail', 'Maryana.S@ukr.net', 'email', 'maryana'],
    ['a part of an e-mail', 'ana.s@ukr', 'email', 'maryana'],
    ['a name with another apostrophe', "мар'яна", 'name', 'maryana'],
    ['… with a grave one', 'мар`яна солов`їна', 'name', 'maryana'],
    ['… with none', 'маряна соловіна', 'name', 'maryana'],
    ['… both names, the other way about', 'соловʼїна мар’яна', 'name', 'maryana'],
    ['є typed as е, ґ as г, accents left out', 'ефіменко-галаган', 'name', 'petro'],
    ['a name by its first two letters', 'по', 'name', 'polina'],
    ['a linked contact', 'іжак і комп', 'contact', 'petro'],
    ['words of a message', 'торшер ніжкою', 'message', 'polina'],
    ['… with an apostrophe', "об'єктив", 'message', 'polina'],
    ['… typed in the Latin layout', 'ghbdsn', 'message', 'polina'],
    ['… in the Latin layout with large letters', 'NJHITH', 'message', 'polina'],
  ] as const)('%s: %s', async (_what, q, kind, whose) => {
    const { items, isWhole } = await search(q);
    expect(items[0]).toMatchObject({ kind, number: chats[whose] });
    expect(isWhole).toBe(true);
  });

  test('a file by what it is called, in the message it came with, at once and out of the index', async () => {
    const { number, psid } = await openChat(api, api.pages.dim, 'Ось документ');
    const url = `https://cdn.fbsbx.com/v/t59/1/${encodeURIComponent('Кошторис-2026.pdf')}?oh=1`;
    const message = { mid: newMid(), attachments: [{ type: 'file', payload: { url } }] };
    await deliver(api, api.pages.dim, [fromClient(api.pages.dim, psid, { message })]);
    for (let round = 0; round < 2; round += 1) {
      const [hit, ...others] = (await search('кошторис')).items;
      expect(hit).toMatchObject({ kind: 'file', number, text: 'Кошторис-2026.pdf', direction: 'in' });
      expect(hit && marked(hit)).toEqual(['Кошторис']);
      expect(hit?.messageId).toBeTruthy();
      expect(others).toEqual([]);
      expect((await search('кошторис', taras)).items).toEqual([]);
      while ((await keepWords(api.database.pool, 1_000)) > 0);
    }
  });

  test('a chat’s number before all else, however it is written', async () => {
    for (const q of [String(chats.petro), `№ ${chats.petro}`, `#${chats.petro}`])
      expect((await search(q)).items[0]).toMatchObject({ kind: 'number', number: chats.petro });
  });

  test('names that begin so before those in which the words stand', async () => {
    const { items } = await search('маряна');
    expect(items.map(({ kind, number }) => [kind, number])).toEqual([['name', chats.maryana]]);
    const both = (await search('марян')).items.map(({ number }) => number);
    expect(new Set(both)).toEqual(new Set([chats.maryana, chats.polina]));
  });

  test('a page by its name, and says which', async () => {
    const { items } = await search('дім і світло');
    const page = items.find(({ kind }) => kind === 'page');
    expect(page?.page.id).toBe(api.pages.dim.id);
  });

  test('the message, so that the chat opens there, with the words marked', async () => {
    const hit = (await search('ніжкою торшер')).items[0];
    expect(hit).toMatchObject({ direction: 'in', messageId: expect.any(String) as string });
    expect(hit && marked(hit)).toEqual(['торшер', 'ніжкою']);
    const { text } = (await olena.get(`/api/chats/${chats.polina}/messages`)).json<{ items: { text: string }[] }>()
      .items[0] ?? { text: '' };
    expect(text).toContain('торшер');
  });

  test('messages that are in the index the same way, the newest first', async () => {
    const numbers = [await chatOf('А', 'А', { text: 'канделябр' }), await chatOf('Б', 'Б', { text: 'два канделябри' })];
    const found = async () => (await search('канделябр')).items.map(({ number }) => number);
    expect(await found()).toEqual(numbers.toReversed());
    const kept = `select count(*)::int as n from message_words where folded like '%канделябр%'`;
    await expect
      .poll(async () => {
        await keepWords(api.database.pool, 1_000);
        return (await api.database.pool.query<{ n: number }>(kept)).rows[0]?.n;
      })
      .toBe(2);
    await api.database.pool.query('delete from change');
    expect(await found()).toEqual(numbers.toReversed());
  });

  test('nothing where one of the words is nowhere, and of signs and letters alone no more than there is', async () => {
    expect((await search('торшер канапка')).items).toEqual([]);
    expect((await search('')).items).toEqual([]);
    expect((await search('’')).items).toEqual([]);
    expect((await search('%')).items).toEqual([]);
    expect((await search('_')).items).toEqual([]);
    expect((await search('\\')).items).toEqual([]);
  });

  test('a limited number, of each kind some', async () => {
    for (let n = 0; n < 6; n += 1) await chatOf('Зеновій', `Перший${n}`, { text: 'зеновій просить' });
    const { items } = await search('зеновій', olena, 6);
    expect(items.map(({ kind }) => kind)).toEqual(['name', 'name', 'name', 'name', 'message', 'message']);
  });
});

describe('F1: letters that are one letter', () => {
  test.each(tableOf('search.csv'))('%s is found by %s', async (stored = '', asked = '', where) => {
    const isMessage = where?.includes('message') ?? false;
    const [first = '', ...last] = stored.split(' ');
    const number = isMessage ? await chatOf('Х', 'Х', { text: stored }) : await chatOf(first, last.join(' '), {});
    const { items } = await search(asked, olena, 50);
    expect(items.map((item) => item.number)).toContain(number);
    if (!where?.includes('contacts')) return;
    const { id } = (await olena.post('/api/contacts', { name: stored })).json<{ id: string }>();
    const contacts = await olena.get(`/api/contacts?${new URLSearchParams({ q: asked, pageSize: '100' })}`);
    expect(contacts.json<{ items: { id: string }[] }>().items.map((contact) => contact.id)).toContain(id);
  });
});

describe('A13: a search tells nobody what is not theirs', () => {
  test('of a page one has no access to nothing is told', async () => {
    const { number } = await openChat(api, api.pages.dim, 'секретний буфет');
    await api.database.pool.query(
      `update client set first_name = 'Таємниця', phone = '+380990001122'
       where id = (select client_id from chat where number = $1)`,
      [number],
    );
    for (const q of ['секретний буфет', 'таємниця', '0990001122', String(number)]) {
      expect((await search(q, olena)).items.map((item) => item.number)).toContain(number);
      expect((await search(q, taras)).items).toEqual([]);
    }
  });

  test('and nothing of a chat in the bin', async () => {
    const number = await chatOf('Видалена', 'Особа', { text: 'неповторне слово антресоль' });
    expect((await search('видалена')).items).toHaveLength(1);
    await api.database.pool.query('update chat set led = null where number = $1', [number]);
    for (const q of ['видалена', 'антресоль', String(number)]) expect((await search(q)).items).toEqual([]);
  });
});

describe('F25: the list of chats is searched the same way', () => {
  test.each(['067 123 45 67', 'maryana.s@ukr', 'соловіна', 'cjkjdsyf'])('by %s', async (q) => {
    const { items } = (await olena.get(`/api/chats?${new URLSearchParams({ q })}`)).json<{
      items: { number: number }[];
    }>();
    expect(items.map(({ number }) => number)).toContain(chats.maryana);
  });
});
