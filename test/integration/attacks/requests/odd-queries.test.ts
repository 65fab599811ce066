import { describe, expect, test } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import type { List } from '../../support/chat.ts';
import { api, iryna, number, setUpOddInput } from './odd-input-stage.ts';

setUpOddInput();

const search = async (q: string) =>
  (await iryna.get(`/api/chats?${new URLSearchParams({ q })}`)).json<List<ChatBody>>();

describe('A20: words of a search are words', () => {
  test.each([
    ["' or 1=1--", 0],
    ['100%', 1],
    ['%', 1],
    ['_', 1],
    ['r_n', 1],
    ['r%n', 0],
    ['\\', 1],
    ["O'Brien; drop", 1],
    ['$1', 0],
    ['(a+)+$', 0],
    ['\u0000', 3],
    ['', 3],
  ])('%j finds %i', async (q, total) => {
    expect((await search(q)).total).toBe(total);
  });

  test('one of ten thousand characters is refused', async () => {
    expect((await iryna.get(`/api/chats?q=${'a'.repeat(10_000)}`)).status).toBe(400);
  });

  test('a search over many long messages is answered', async () => {
    // In lots: no statement may take long, however busy the machine.
    for (let from = 1; from <= 4_000; from += 500)
      await api.database.pool.query(
        `insert into message (chat_id, client_id, page_id, direction, via, text, state, at)
       select c.id, c.client_id, c.page_id, 'in', 'client', repeat(md5(n::text), 30), 'received', now()
          from chat c, generate_series($2::int, $2 + 499) n where c.number = $1`,
        [number, from],
      );
    for (const q of ['a%a%a%a%a%a%a%a%a%a%a%a%b', 'немає такого', `${'ab'.repeat(90)}`])
      expect((await search(q)).total).toBe(0);
  });

  test('a statement that takes too long is ended within seconds, and says so', async () => {
    const { rows } = await api.database.pool.query<{ statement_timeout: string }>('show statement_timeout');
    expect(['5s', '4s', '3s']).toContain(rows[0]?.statement_timeout);
  });

  test.each([
    'sort=name',
    'sort=c.number;drop%20table%20chat',
    'sort=__proto__',
    'sort=constructor',
    'order=desc;--',
    'status=new%27',
    'pageId=1%20or%201=1',
    'page=-1',
    'page=1e9',
    'page=NaN',
    'pageSize=0',
    'pageSize=101',
    'pageSize=1000000',
    'page=1&page=2',
    'from=yesterday',
    'to=99999999999',
    'q=a&q=b',
    'from=0000-00-00T00:00:00Z',
  ])('the list takes only what it knows: %s', async (query) => {
    expect((await iryna.get(`/api/chats?${query}`)).status).toBe(400);
  });

  test.each([
    'operatorId=%27%20or%201=1--',
    'operatorId=__proto__',
    'q[]=a',
    'filter[$ne]=1',
    'q=%F0%9F%91%8B%ED%A0%BD',
    'page=100000',
  ])('and what it does not know finds nothing and breaks nothing: %s', async (query) => {
    expect((await iryna.get(`/api/chats?${query}`)).status).toBe(200);
  });
});
