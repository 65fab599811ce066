import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { tokenPlace } from '#db/people/page-tokens.ts';
import { updatePage } from '#db/people/pages.ts';
import { eventually, openStage, type Stage } from '../stage.ts';

const hour = 3_600_000;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.startWorker();
});
afterAll(() => stage?.close());
beforeEach(() => allow(true));

const query = async (sql: string, ...values: unknown[]) => (await stage.database.pool.query(sql, values)).rows;
const allow = (humanAgent: boolean) => updatePage(stage.database.pool, stage.page.id, { humanAgent });

test('§1.12 F39 B06: a day after the client’s word a person answers under the tag, for seven', async () => {
  const [day, almost, week] = [25, 7 * 24 - 1, 7 * 24 + 1].map((hours) => newClient(hours));
  const chats = await Promise.all([day, almost, week].map((client) => begins(client)));
  const answers = await Promise.all(chats.map((chat) => stage.answer(chat, `answer of ${chat}`)));
  expect(answers[2]).toBe('WINDOW_CLOSED');
  await stage.relay();
  for (const id of answers.slice(0, 2)) await untilState(id, 'sent', 'delivered', 'read');
  for (const chat of chats.slice(0, 2)) {
    expect(sendOf(`answer of ${chat}`)).toMatchObject({ messagingType: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' });
    const [told] = await query(`select reason from timeline where chat_id = $1 and kind = 'human_agent'`, chat);
    expect(told.reason.code).toBe('window_closed');
  }
});

test('§1.12: within the day there is no tag; where the page does not allow it nothing goes after the day', async () => {
  const inTime = await begins(newClient(1));
  const ordinary = await stage.answer(inTime, 'in time');
  await stage.relay();
  await untilState(ordinary, 'sent', 'delivered', 'read');
  expect(sendOf('in time')).toMatchObject({ messagingType: 'RESPONSE', tag: null });
  await allow(false);
  const late = await begins(newClient(25));
  expect(await stage.answer(late, 'not allowed')).toBe('WINDOW_CLOSED');
});

test('§1.12: what Meta says of a page without the feature is said in so many words', async () => {
  stage.messenger.setPage(stage.page.facebookId, { humanAgent: false });
  const chat = await begins(newClient(26));
  const id = await stage.answer(chat, 'without the feature');
  await stage.relay();
  await untilState(id, 'failed');
  const failed = await query('select reason_code, reason_detail from message where id = $1', id);
  expect(failed).toEqual([{ reason_code: 'human_agent_not_allowed', reason_detail: '200' }]);
  stage.messenger.setPage(stage.page.facebookId, { humanAgent: true });
});

test('§1.12: an answer whose day ended while it was held goes under the tag once its page is mended', async () => {
  stage.messenger.setPage(stage.page.facebookId, { tokenError: { subcode: 460 } });
  const chat = await begins(newClient(25));
  const id = await stage.answer(chat, 'held over the day');
  await stage.relay();
  await untilState(id, 'held');
  stage.messenger.setPage(stage.page.facebookId, { tokenError: null });
  await query(`update message set tag = null where id = $1`, id);
  const sealedToken = stage.keyring.seal('EAAB-demo-dim-i-svitlo', tokenPlace(stage.page.facebookId));
  await updatePage(stage.database.pool, stage.page.id, { sealedToken });
  await stage.relay();
  await untilState(id, 'sent', 'delivered', 'read');
  expect(sendOf('held over the day')).toMatchObject({ tag: 'HUMAN_AGENT', accepted: true });
});

interface NewClient {
  psid: string;
  at: number;
}

/** Who wrote so many hours ago, and nothing since. */
function newClient(hours: number): NewClient {
  const at = Date.now() - hours * hour;
  const psid = stage.messenger.createClient({ firstName: 'Ольга' }).psids[stage.page.facebookId] ?? '';
  stage.messenger.sendMessage({ page: stage.page.facebookId, psid, text: 'Є хтось?', timestamp: at });
  return { psid, at };
}

/** Their chat, once it was decided about. */
async function begins(client: NewClient | undefined): Promise<string> {
  const { psid, at } = client ?? newClient(0);
  const clientId = await stage.wrote(psid, 'Є хтось?', at);
  return eventually(async () => {
    await stage.relay();
    const [chat] = await query('select id from chat where client_id = $1 and seq > 0', clientId);
    return chat?.id as string | undefined;
  });
}

const untilState = (id = '', ...states: string[]) =>
  eventually(async () => states.includes((await query('select state from message where id = $1', id))[0]?.state));

const sendOf = (text: string) => stage.messenger.sends().findLast((send) => send.text === text);
