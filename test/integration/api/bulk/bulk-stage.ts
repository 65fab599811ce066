import { afterAll, beforeAll } from 'vitest';
import { createMessenger, type Messenger } from '#test/messenger/messenger.ts';
import { createApi, type TestApi } from '#test/integration/support/api.ts';
import { openChat } from '#test/integration/support/chat.ts';
import { addEmployee, type TestEmployee } from '#test/integration/support/company.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';

export let api: TestApi;
export let messenger: Messenger;
export let olena: Visitor;
export let iryna: Visitor;
/** Works on the same page as olena. */
export let marko: TestEmployee;

export interface Told {
  state: string;
  done: number;
  total: number;
  endedAt: string | null;
  refused: { number: number; code: string }[];
}

export const told = async (who: Visitor, id: string): Promise<Told> => (await who.get(`/api/bulk/${id}`)).json<Told>();

/** Its id. */
export async function begin(who: Visitor, body: object): Promise<string> {
  const answer = await who.post('/api/bulk', body);
  if (answer.status !== 202) throw new Error(`not begun: ${answer.status} ${answer.text}`);
  return answer.json<{ id: string }>().id;
}

/** So many clients of that page write; the numbers of their chats. */
export async function openChats(many: number, page: 'dim' | 'outlet' = 'dim'): Promise<number[]> {
  const numbers: number[] = [];
  for (let n = 0; n < many; n += 1) numbers.push((await openChat(api, api.pages[page])).number);
  return numbers;
}

/** How often each of these chats decided so, by whom. */
export async function decided(numbers: number[], kind: string) {
  const { rows } = await api.database.pool.query<{ number: number; times: number; by: string[] }>(
    `select c.number, count(*)::int as times, array_agg(distinct t.by_id) as by from timeline t
     join chat c on c.id = t.chat_id where c.number = any($1) and t.kind = $2 group by c.number order by c.number`,
    [numbers, kind],
  );
  return rows;
}

export function setUpBulk(): void {
  beforeAll(async () => {
    api = await createApi();
    messenger = await createMessenger();
    marko = await addEmployee(api.database.pool, {
      name: 'Марко Гнатюк',
      email: 'marko@demo.example',
      roles: ['operator'],
      pageIds: [api.pages.dim.id],
    });
    [olena, iryna] = [await logIn(api, 'olena'), await logIn(api, 'iryna')];
  });
  afterAll(async () => {
    await messenger.close();
    await api.stop();
  });
}
