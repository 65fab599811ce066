import { expect, test } from 'vitest';
import { fastForward } from '#test/ground/clock.ts';
import { publishVersion } from '#db/settings/publish.ts';
import { WINDOW_MS } from '#workflows/chat/window.ts';
import { chatOf, converse, isDecided, setUpChat, stage, statusIs } from './chat-stage.ts';
import { eventually, newPsid } from './stage.ts';

setUpChat();

test('F39: the window closes by itself when it is over, and is noted', async () => {
  const clientId = await converse(1);
  await fastForward(stage.temporal, stage.handle(clientId), WINDOW_MS + 60_000);
  const noted = await eventually(async () => {
    const { rows } = await stage.database.pool.query(
      `select t.* from timeline t join chat c on c.id = t.chat_id where c.client_id = $1 and kind = 'window_closed'`,
      [clientId],
    );
    return rows[0];
  });
  const { window_until, deadlines } = await chatOf(clientId);
  expect([noted.due_at, deadlines]).toEqual([window_until, []]);
  expect(noted.at.getTime()).toBeGreaterThanOrEqual(noted.due_at.getTime());
});

test('M31: a deadline that comes due first asks for what was accepted and is not told yet', async () => {
  const waitingMessage = { waitingMessage: { enabled: true, minutes: 10, clock: 'wall' as const } };
  const version = { pageId: stage.page.id, authorId: null, comment: '', restores: null };
  await publishVersion(stage.database.pool, version, () => waitingMessage);
  const clientId = await stage.wrote(newPsid(), 'hello');
  await stage.relay();
  const chat = await statusIs(clientId, 'new');
  await stage.answer(chat.id, 'accepted in time');
  await fastForward(stage.temporal, stage.handle(clientId), 11 * 60_000);
  await statusIs(clientId, 'answered');
  const said = await stage.database.pool.query(`select 1 from message where chat_id = $1 and via = 'automatic'`, [
    chat.id,
  ]);
  expect(said.rowCount).toBe(0);
});

test('C1b: a client who was answered is not told that everybody is busy because a second answer failed', async () => {
  const psid = stage.messenger.createClient({ firstName: 'Ганна' }).psids[stage.page.facebookId] ?? '';
  stage.messenger.sendMessage({ page: stage.page.facebookId, psid, text: 'How much is it?' });
  const clientId = await stage.wrote(psid, 'How much is it?');
  await stage.relay();
  const { id: chatId } = await statusIs(clientId, 'new');
  const states = async () =>
    (
      await stage.database.pool.query(
        `select state from message where chat_id = $1 and direction = 'out' order by seq`,
        [chatId],
      )
    ).rows.map(({ state }) => state);
  await stage.answer(chatId, 'It is 100 UAH');
  await stage.relay();
  await eventually(async () => /sent|delivered|read/.test((await states())[0]));
  stage.messenger.setBlocked({ page: stage.page.facebookId, psid, blocked: true });
  await stage.answer(chatId, 'Shall we send it?');
  await stage.relay();
  await eventually(async () => (await states())[1] === 'failed');
  await stage.relay();
  const failures = `select 1 from timeline where chat_id = $1 and kind = 'answer_failed'`;
  await eventually(async () => (await stage.database.pool.query(failures, [chatId])).rowCount);
  expect(await chatOf(clientId)).toMatchObject({ status: 'answered', waiting_since: null });
  await fastForward(stage.temporal, stage.handle(clientId), 11 * 60_000);
  // What was due by then was said before the chat decides about the next word.
  await stage.wrote(psid, 'Hello?');
  await stage.relay();
  await eventually(() => isDecided(clientId));
  expect(await states()).toHaveLength(2);
});
