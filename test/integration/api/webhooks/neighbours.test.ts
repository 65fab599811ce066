import { afterAll, beforeAll, expect, test } from 'vitest';
import { tokenPlace } from '#db/people/page-tokens.ts';
import type { TroublesBody } from '#api/troubles/schema.ts';
import { createKeyring } from '#platform/keyring.ts';
import { openChat } from '#test/integration/support/chat.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';
import { openWhole, type Whole } from '#test/integration/support/whole.ts';

let whole: Whole;
let iryna: Visitor;
beforeAll(async () => {
  whole = await openWhole();
  iryna = await logIn(whole.api, 'iryna');
});
afterAll(() => whole.close());

const query = async (sql: string, ...values: unknown[]) => (await whole.api.database.pool.query(sql, values)).rows;
const troubles = async (): Promise<TroublesBody> => (await iryna.get('/api/troubles')).json<TroublesBody>();

/** A client whom Meta knows writes; an admin's answer to them. */
async function conversation(name: string, page: 'dim' | 'outlet') {
  const { facebookId } = whole.api.pages[page];
  const psid = whole.messenger.createClient({ firstName: name }).psids[facebookId] ?? '';
  whole.messenger.sendMessage({ page: facebookId, psid, text: `${name} writes` });
  const chat = await until(`the chat of ${name}`, async () => {
    const [row] = await query(
      'select c.number, c.client_id as "clientId" from chat c join client on client.id = c.client_id where psid = $1',
      psid,
    );
    return row as { number: number; clientId: string } | undefined;
  });
  const answer = () => iryna.post(`/api/chats/${chat.number}/messages`, { text: `an answer to ${name}` });
  return { ...chat, answer };
}
const stateOf = async (clientId: string) =>
  (await query(`select state from message where client_id = $1 and direction = 'out' and via = 'desk'`, clientId))[0]
    ?.state as string;

test('one stuck client, one page without a key, one row with absurd numbers: all else goes on', async () => {
  const { dim, outlet } = whole.api.pages;
  const stranger = createKeyring(`gone:${Buffer.alloc(32, 9).toString('base64')}`);
  const keyless = await conversation('Keyless', 'outlet');
  await query(
    'update page set sealed_token = $1 where id = $2',
    stranger.seal('EAAB-lost', tokenPlace(outlet.facebookId)),
    outlet.id,
  );
  const stuck = await openChat(whole.api, dim, 'cannot be told');
  const absurd = await openChat(whole.api, dim, 'absurd');
  await until(
    'both to be decided',
    async () => (await query(`select 1 from chat_input where decided_at is null`)).length === 0,
  );
  await breakRows(stuck.clientId, absurd.clientId);

  expect((await keyless.answer()).status).toBe(201);
  const fine = await conversation('Fine', 'dim');
  expect((await fine.answer()).status).toBe(201);
  await until('the answer of the others to leave', async () =>
    ['sent', 'delivered'].includes(await stateOf(fine.clientId)),
  );
  await until(
    'the answer of the page without a key to be held',
    async () => (await stateOf(keyless.clientId)) === 'held',
  );
  await expectListed([
    ['input_put_aside', stuck.number, dim.name],
    ['input_put_aside', absurd.number, dim.name],
    ['page_without_key', null, outlet.name],
  ]);
});

/** One cannot be told to the engine, the other has numbers beyond all bounds. */
async function breakRows(stuck: string, absurd: string): Promise<void> {
  await query(
    `update chat_input set at = 'infinity', relayed_at = null, decided_at = null where client_id = $1`,
    stuck,
  );
  await query(
    'update client set inbox_rev = relayed_rev + 1, relay_until = now(), relay_failures = 3 where id = $1',
    stuck,
  );
  await query(
    `update chat_input set attempts = 2147483647, relayed_at = now() - interval '3 hours', decided_at = null
       where client_id = $1`,
    absurd,
  );
  await query('update client set inbox_rev = 2147483647, relayed_rev = 2147483647 where id = $1', absurd);
}

/** These troubles are listed, and no other. */
async function expectListed(expected: unknown[][]): Promise<void> {
  const inOrder = (list: unknown[][]) => list.toSorted((a, b) => String(a).localeCompare(String(b)));
  const listed = async () =>
    inOrder((await troubles()).present.map(({ kind, chat, page }) => [kind, chat, page?.name]));
  await expect.poll(listed).toEqual(inOrder(expected));
}
