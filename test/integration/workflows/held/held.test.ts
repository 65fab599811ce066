import { afterAll, beforeAll, expect, test } from 'vitest';
import { tokenPlace } from '#db/people/page-tokens.ts';
import { updatePage } from '#db/people/pages.ts';
import { publishVersion } from '#db/settings/publish.ts';
import { eventually, newPsid, openStage, type Stage } from '../stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.startWorker();
});
afterAll(() => stage?.close());

const query = async (sql: string, ...values: unknown[]) => (await stage.database.pool.query(sql, values)).rows;

test('F39: what was held while the token was dead goes out with a new one; a closed window is told', async () => {
  const page = stage.page.facebookId;
  stage.messenger.setPage(page, { tokenError: { subcode: 460 } });
  const chats = await Promise.all(['Олена', 'Оксана'].map(answered));
  const [open, late] = chats;
  const held = `select 1 from message where state = 'held'`;
  await eventually(async () => {
    await stage.relay();
    return (await query(held)).length === 2;
  });
  await query(`update chat set window_until = now() - interval '1 minute' where id = $1`, late?.chatId);

  stage.messenger.setPage(page, { tokenError: null });
  const sealedToken = stage.keyring.seal('EAAB-demo-dim-i-svitlo', tokenPlace(stage.page.facebookId));
  await updatePage(stage.database.pool, stage.page.id, { sealedToken });
  await stage.relay();
  const stateOf = async (id = '') => (await query('select state, reason_code from message where id = $1', id))[0];
  await eventually(async () => ['sent', 'delivered'].includes((await stateOf(open?.answer)).state));
  await eventually(async () => (await stateOf(late?.answer)).state !== 'held');
  expect(await stateOf(late?.answer)).toEqual({ state: 'failed', reason_code: 'window_closed' });
  await eventually(async () => {
    await stage.relay();
    return (await query('select status from chat where id = $1', late?.chatId))[0].status === 'in_progress';
  });
});

test('F08, F20: a profile that never comes does not hold the first question back; a late one is kept', async () => {
  await publishVersion(
    stage.database.pool,
    { pageId: stage.page.id, authorId: null, comment: '', restores: null },
    () => ({ requirePhone: true }),
  );
  const psid = stage.messenger.createClient({ firstName: 'Anna', locale: 'en_GB' }).psids[stage.page.facebookId] ?? '';
  stage.messenger.sendMessage({ page: stage.page.facebookId, psid, text: 'hello' });
  stage.messenger.setFaults([{ kind: 'hang', on: 'profile', psid }]);
  const clientId = await stage.wrote(psid, 'hello');
  await stage.relay();
  const asked = await eventually(
    async () => (await query(`select text from message where client_id = $1 and kind = 'askPhone'`, clientId))[0],
  );
  expect(asked.text).toContain('свій номер телефону');
  expect(await query('select 1 from client where id = $1 and profile_at is null', clientId)).toHaveLength(1);
  stage.messenger.setFaults([]);
  await eventually(async () => (await query(`select 1 from client where id = $1 and locale = 'en_GB'`, clientId))[0]);
});

test('Y21: a question without words is not waited for: an operator gets the chat, the timeline says why', async () => {
  await publishVersion(
    stage.database.pool,
    { pageId: stage.page.id, authorId: null, comment: '', restores: null },
    () => ({ requirePhone: true, contactMinutes: 0, templates: { askPhone: { uk: ' ', en: ' ' } } }),
  );
  const clientId = await stage.wrote(newPsid(), 'hello');
  const chat = await eventually(async () => {
    await stage.relay();
    return (await query(`select id, no_contact from chat where client_id = $1 and no_contact`, clientId))[0];
  });
  const told = await query('select kind, reason from timeline where chat_id = $1 order by seq, n', chat.id);
  expect(told.map(({ kind, reason }) => [kind, reason.code])).toEqual([
    ['opened', 'message'],
    ['not_said', 'no_text'],
    ['contact', 'not_asked'],
  ]);
  expect(chat.no_contact).toBe(true);
});

async function answered(firstName: string) {
  const psid = stage.messenger.createClient({ firstName }).psids[stage.page.facebookId] ?? '';
  stage.messenger.sendMessage({ page: stage.page.facebookId, psid, text: 'hello' });
  const clientId = await stage.wrote(psid, 'hello');
  await eventually(async () => {
    await stage.relay();
    return (await query('select 1 from chat where client_id = $1 and seq > 0', clientId)).length > 0;
  });
  const [chat] = await query('select id from chat where client_id = $1', clientId);
  const answer = await stage.answer(chat.id, 'answer');
  await stage.relay();
  return { chatId: chat.id as string, answer };
}
