import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyHostOr } from '#activities/files/hosts.ts';
import { createLeads } from '#activities/leads/making.ts';
import type { EntryBody } from '#api/chats/entry-schema.ts';
import { wantLead } from '#db/leads/requests.ts';
import { Notifier } from '#db/notify/notifier.ts';
import { createApi, type TestApi } from '#test/integration/support/api.ts';
import { type List, openChat } from '#test/integration/support/chat.ts';
import { logIn } from '#test/integration/support/visitor.ts';

let api: TestApi;
let leads: ReturnType<typeof createLeads>;

beforeAll(async () => {
  api = await createApi();
  const { pool } = api.database;
  const crm = { hosts: anyHostOr(''), publicUrl: api.settings.publicUrl };
  leads = createLeads({ pool, keyring: api.keyring, crm, notifier: new Notifier(pool) });
});
afterAll(() => api.stop());

const counted = async (text: string, chatId: string) =>
  Number((await api.database.pool.query<{ n: string }>(text, [chatId])).rows[0]?.n);

async function wanting(): Promise<{ chatId: string; number: number }> {
  const { number } = await openChat(api, api.pages.dim);
  const { pool } = api.database;
  const chatId =
    (await pool.query<{ id: string }>('select id from chat where number = $1', [number])).rows[0]?.id ?? '';
  // Long ago: nobody waits for a name any more.
  for (let again = 0; again < 2; again += 1)
    await wantLead(pool, chatId, { kind: 'want_lead', rule: 'if_none_open', sourceId: randomUUID(), at: 0 });
  return { chatId, number };
}

/** Each step again and again, also by two at once, as after kills. */
async function doAll(chatId: string): Promise<void> {
  const twice = <T>(step: () => Promise<T>) => Promise.all([step(), step()]);
  expect(await twice(() => leads.judgeLead({ chatId }))).toContain('make');
  expect(await leads.judgeLead({ chatId })).toBe('make');
  await twice(() => leads.makeLead({ chatId }));
  await leads.makeLead({ chatId });
  await twice(() => leads.linkLead({ chatId }));
  await leads.linkLead({ chatId });
  expect(await leads.judgeLead({ chatId })).toBe('over');
}

test('F06: whatever is done again after a kill, a chat has one lead, one link, and hears of it once', async () => {
  const { chatId } = await wanting();
  await doAll(chatId);
  const own = `from client_lead x join chat c on c.client_id = x.client_id where c.id = $1`;
  expect(await counted(`select count(*) as n ${own}`, chatId)).toBe(1);
  expect(await counted(`select count(*) as n from lead where key = 'chat ' || $1`, chatId)).toBe(1);
  const told = `select count(*) as n from chat_input where kind = 'lead_settled' and chat_id = $1`;
  expect(await counted(told, chatId)).toBe(1);
});

test('F06: a chat that has ended by then has it in its timeline all the same', async () => {
  const { chatId, number } = await wanting();
  await api.database.pool.query(`update chat set status = 'finished' where id = $1`, [chatId]);
  await doAll(chatId);
  const dmytro = await logIn(api, 'dmytro');
  const { items } = (await dmytro.get(`/api/chats/${number}/timeline`)).json<List<EntryBody>>();
  expect(items.map(({ kind, reason }) => [kind, reason?.code])).toEqual([['lead_settled', 'made']]);
});
