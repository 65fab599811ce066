import { afterAll, beforeAll, expect, test } from 'vitest';
import { fastForward } from '#test/ground/clock.ts';
import { changeStatus, undoFinish } from '#workflows/chat/interface.ts';
import { eventually, openStage, type Stage } from '../stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const rowsOf = async <T>(text: string, ...values: unknown[]): Promise<T[]> =>
  (await stage.database.pool.query(text, values)).rows as T[];
const kindsIn = async (chatId: string): Promise<string[]> =>
  (
    await rowsOf<{ kind: string }>(
      `select kind from timeline where chat_id = $1 and kind in ('finishing', 'kept_open', 'finished') order by seq, n`,
      chatId,
    )
  ).map(({ kind }) => kind);
const chatsOf = (clientId: string) =>
  rowsOf<{ id: string; status: string; finished_by_id: string | null; deadlines: { kind: string }[] }>(
    'select * from chat where client_id = $1 and seq > 0 order by number',
    clientId,
  );

/** A client who was answered, whose chat is about to end. */
async function finishing() {
  const psid = stage.messenger.createClient({ firstName: 'Марія' }).psids[stage.page.facebookId] ?? '';
  stage.messenger.sendMessage({ page: stage.page.facebookId, psid, text: 'hello' });
  const clientId = await stage.wrote(psid, 'hello');
  await stage.relay();
  const [chat] = await eventually(async () => ((found) => found[0] && found)(await chatsOf(clientId)));
  const chatId = chat?.id ?? '';
  await stage.answer(chatId, 'good-bye');
  await stage.relay();
  await eventually(async () => (await chatsOf(clientId))[0]?.status === 'answered');
  const asked = { chatId, by: stage.olena, at: Date.now(), after: 0 } as const;
  const request = { ...asked, kind: 'change_status', to: 'finished', undoFor: 10_000 } as const;
  await stage.handle(clientId).executeUpdate(changeStatus, { args: [request] });
  return { psid, clientId, chatId, asked };
}

/** The seconds pass. The run may be over before its clock got there. */
async function untilFinished(clientId: string): Promise<void> {
  await fastForward(stage.temporal, stage.handle(clientId), 11_000).catch(() => undefined);
  await eventually(async () => (await chatsOf(clientId))[0]?.status === 'finished');
}

test('§1.4 N14: whoever finished may be gone, and the worker killed: after its seconds it ends, once', async () => {
  const worker = await stage.startWorker();
  const { clientId, chatId } = await finishing();
  expect((await chatsOf(clientId))[0]).toMatchObject({ status: 'answered', finished_by_id: null });
  expect((await chatsOf(clientId))[0]?.deadlines.map(({ kind }) => kind)).toContain('finish');
  await worker.stop();
  await stage.startWorker();
  await untilFinished(clientId);
  expect((await chatsOf(clientId))[0]).toMatchObject({ finished_by_id: stage.olena, deadlines: [] });
  expect(await kindsIn(chatId)).toEqual(['finishing', 'finished']);
});

test('§1.4 N14: undone in time it never ends, however long one waits', async () => {
  const { clientId, chatId, asked } = await finishing();
  await stage.handle(clientId).executeUpdate(undoFinish, { args: [{ ...asked, kind: 'undo_finish' }] });
  await fastForward(stage.temporal, stage.handle(clientId), 60_000);
  expect((await chatsOf(clientId)).map(({ status }) => status)).toEqual(['answered']);
  expect(await kindsIn(chatId)).toEqual(['finishing', 'kept_open']);
});

test('§1.4: a word that was accepted before the end, and not told yet, keeps the chat open', async () => {
  const { psid, clientId, chatId } = await finishing();
  await stage.wrote(psid, 'one more thing');
  await fastForward(stage.temporal, stage.handle(clientId), 11_000);
  await eventually(async () => (await kindsIn(chatId)).includes('kept_open'));
  expect((await chatsOf(clientId)).map(({ status }) => status)).toEqual(['in_progress']);
  expect(await kindsIn(chatId)).toEqual(['finishing', 'kept_open']);
});

test('§1.4: nothing is told to the client by a finish, and what they write after it begins one next chat', async () => {
  const { psid, clientId, chatId } = await finishing();
  await untilFinished(clientId);
  await stage.wrote(psid, 'hello again');
  await stage.relay();
  await eventually(async () => (await chatsOf(clientId)).length === 2);
  expect((await chatsOf(clientId)).map(({ status }) => status)).toEqual(['finished', 'new']);
  const out = await rowsOf<{ text: string }>(
    `select text from message where chat_id = $1 and direction = 'out' order by seq`,
    chatId,
  );
  expect(out.map(({ text }) => text)).toEqual(['good-bye']);
});
