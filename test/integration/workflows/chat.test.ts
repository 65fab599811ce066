import { Client } from '@temporalio/client';
import { expect, test } from 'vitest';
import { chatWorkflowId, removeOperator } from '#workflows/chat/interface.ts';
import { chatOf, converse, isDecided, setUpChat, stage, stateOf, statusIs } from './chat-stage.ts';
import { eventually, newPsid } from './stage.ts';

setUpChat();

test('F31: ten messages and ten answers take at most 16 events a pair', async () => {
  const clientId = await converse(10);
  const { events } = await stage.handle(clientId).fetchHistory();
  console.log(`events for 10 pairs: ${events?.length}`);
  expect((events ?? []).length / 10).toBeLessThanOrEqual(16);
});

test('F39: an answer goes out once, and its echo confirms it', async () => {
  const clientId = await converse(1);
  const chat = await chatOf(clientId);
  const id = await stage.answer(chat.id, 'once more');
  await stage.relay();
  await eventually(async () => ['sent', 'delivered', 'read'].includes(await stateOf(id)));
  expect(stage.messenger.sends().filter(({ metadata }) => metadata === id)).toHaveLength(1);
});

test('what the client writes while the chat is being finished begins the next one', async () => {
  const psid = newPsid();
  const clientId = await stage.wrote(psid, 'first');
  await stage.relay();
  const first = await statusIs(clientId, 'new');
  await Promise.all([stage.finish(clientId, first.id), stage.wrote(psid, 'second').then(() => stage.relay())]);
  await stage.wrote(psid, 'third');
  await stage.relay();
  const next = await eventually(async () => {
    const chat = await chatOf(clientId);
    return chat.number !== first.number && chat.seq > 0 && (await isDecided(clientId)) ? chat : null;
  });
  const { rows } = await stage.database.pool.query(
    'select text, chat_id from message where client_id = $1 order by seq',
    [clientId],
  );
  expect(next.status).toBe('new');
  expect(rows.find(({ text }) => text === 'third').chat_id).toBe(next.id);
  expect(rows.filter(({ chat_id }) => ![first.id, next.id].includes(chat_id))).toEqual([]);
});

test('inputs that come twice are decided about once', async () => {
  const clientId = await converse(1);
  const { pool } = stage.database;
  const before = (await chatOf(clientId)).seq;
  await pool.query('update chat_input set decided_at = null, relayed_at = null where client_id = $1', [clientId]);
  await pool.query('update client set inbox_rev = inbox_rev + 1 where id = $1', [clientId]);
  await stage.relay();
  await stage.wrote((await pool.query('select psid from client where id = $1', [clientId])).rows[0].psid, 'again');
  await stage.relay();
  expect((await statusIs(clientId, 'in_progress')).seq).toBe(before + 1);
});

test('Y22: what is no input of ours does not stop a chat, whoever signals it', async () => {
  const clientId = await converse(1);
  // Temporal's own UI and command line send plain JSON.
  const stranger = new Client({ connection: stage.temporal.connection, namespace: stage.temporal.options.namespace });
  const plain = stranger.workflow.getHandle(chatWorkflowId(clientId));
  const at = Date.now();
  for (const told of [[{ id: 1e6, chatId: 'x', at, kind: 'client_sang' }], 'words', { kind: '__proto__' }, null])
    await plain.signal('inputsReceived', told);
  await plain.signal('inputsReceived');
  await plain.signal('settingsPublished', 'tomorrow');
  await plain.signal('unheardOf', 1);
  // Encrypted, and still nothing a chat knows.
  await stage.handle(clientId).signal('inputsReceived', [{ id: 7, chatId: 'x', at, kind: 'client_sang' }, null]);
  const request = { kind: 'change_status', chatId: 'x', by: 'me', at, to: 'finished', after: 0 };
  for (const asked of [undefined, 7, {}, request, { ...request, kind: 'toString' }])
    await expect(plain.executeUpdate('changeStatus', { args: [asked] })).rejects.toThrow();
  const { rows } = await stage.database.pool.query('select psid from client where id = $1', [clientId]);
  await stage.wrote(rows[0].psid, 'still here?');
  await stage.relay();
  await statusIs(clientId, 'in_progress');
  await stage.answer((await chatOf(clientId)).id, 'yes');
  await stage.relay();
  await statusIs(clientId, 'answered');
});

test('I1, M43: a request is judged after every answer that was accepted before it, even if it is first', async () => {
  const clientId = await stage.wrote(newPsid(), 'hello');
  await stage.relay();
  const chat = await statusIs(clientId, 'new');
  await stage.answer(chat.id, 'accepted before the request, and not told yet');
  const { rows } = await stage.database.pool.query('select max(id)::int as id from chat_input');
  const leave = { kind: 'remove_operator', chatId: chat.id, by: stage.olena, employeeId: stage.olena } as const;
  const asked = stage.handle(clientId).startUpdate(removeOperator, {
    waitForStage: 'ACCEPTED',
    args: [{ ...leave, at: Date.now(), after: rows[0].id }],
  });
  // Accepted, though she is no operator of the chat by then: her answer makes her one.
  const granted = (await asked).result();
  await stage.relay();
  expect(await granted).toBeNull();
  expect((await chatOf(clientId)).status).toBe('answered');
});
