import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Messenger } from '#test/messenger/messenger.ts';
import type { TestApi } from '../../support/api.ts';
import { until } from '../../support/until.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';
import { openWhole, type Whole } from '../../support/whole.ts';

let whole: Whole;
export let api: TestApi;
export let messenger: Messenger;
export let olena: Visitor;
export let iryna: Visitor;
export let number: number;
export let psid: string;
export async function findChat(): Promise<{ number: number } | undefined> {
  const { rows } = await api.database.pool.query<{ number: number }>(
    `select number from chat c join client on client.id = c.client_id where psid = $1 and status <> 'finished'`,
    [psid],
  );
  return rows[0];
}
export const path = (rest = '') => `/api/chats/${number}${rest}`;
export const say = (text: unknown, key?: string, who = olena) =>
  who.post(path('/messages'), { text }, key ? { 'idempotency-key': key } : {});

/** The first words are decided on and the name has come from Meta: what a test looks at moves by its own doing. */
async function untilAtRest(): Promise<void> {
  const moving = `select 1 from client left join chat_input i on i.client_id = client.id and i.decided_at is null
    where psid = $1 and (i.id is not null or profile_at is null)`;
  await until('the chat at rest', async () => (await api.database.pool.query(moving, [psid])).rowCount === 0);
}

export function setUpAnswers(): void {
  beforeAll(async () => {
    whole = await openWhole();
    ({ api, messenger } = whole);
    [olena, iryna] = [await logIn(api, 'olena'), await logIn(api, 'iryna')];
  });
  afterAll(() => whole?.close());
  beforeEach(async () => {
    const client = messenger.createClient({ firstName: 'Марія' });
    psid = client.psids[api.pages.dim.facebookId] ?? '';
    messenger.sendMessage({ page: api.pages.dim.facebookId, client: client.id, text: 'Добрий день' });
    number = await until('the chat', async () => (await findChat())?.number);
    await untilAtRest();
  });
}
