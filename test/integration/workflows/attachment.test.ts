import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createActivities } from '#activities/activities.ts';
import { createGraph } from '#activities/messenger/graph.ts';
import { Notifier } from '#db/notify/notifier.ts';
import { publishVersion } from '#db/settings/publish.ts';
import { createLogger } from '#platform/log.ts';
import type { Saving } from '#workflows/chat/needs.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import { addFile } from '../files/add-file.ts';
import { PNG } from '../support/png.ts';
import { whatWaits } from '../support/saving.ts';
import { eventually, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const query = async (sql: string, ...values: unknown[]) => (await stage.database.pool.query(sql, values)).rows;
const publish = (patch: SettingsPatch) =>
  publishVersion(
    stage.database.pool,
    { pageId: stage.page.id, authorId: null, comment: '', restores: null },
    () => patch,
  );
const closed = { timeZone: 'Europe/Kyiv', week: {}, exceptions: [] };

async function withFile(kind: 'image' | 'video', mime: string, content: Buffer, name: string): Promise<SettingsPatch> {
  const { id } = await addFile(stage.database.pool, stage.store, { name, mime, kind, content, authorId: stage.olena });
  return { workingHours: closed, outOfHoursMessage: true, attachments: { outOfHours: { fileId: id, name } } };
}

/** A client who writes when nobody is there. */
async function clientWrites() {
  const client = stage.messenger.createClient({ firstName: 'Марія', locale: 'uk_UA' });
  const psid = client.psids[stage.page.facebookId] ?? '';
  stage.messenger.sendMessage({ page: stage.page.facebookId, psid, text: 'Ви ще працюєте?' });
  return { psid, clientId: await stage.wrote(psid, 'Ви ще працюєте?') };
}

async function isDecided(clientId: string): Promise<boolean> {
  await stage.relay();
  return (await query('select 1 from chat_input where client_id = $1 and decided_at is null', clientId)).length === 0;
}

const said = (clientId: string) =>
  query(
    `select kind, key, text <> '' as "hasText", attachments, quick_replies as "quickReplies", state from message
     where client_id = $1 and via = 'automatic' order by seq`,
    clientId,
  );
const allSent = async (clientId: string) => {
  const list = await said(clientId);
  return list.length > 0 && list.every(({ state }) => state === 'sent') && list;
};
const sendsTo = (psid: string) => stage.messenger.sends().filter((send) => send.psid === psid);
const received = (psid: string) =>
  stage.messenger.thread({ page: stage.page.facebookId, psid }).messages.filter(({ from }) => from === 'page');

test('F19: the client gets the picture of a message and then its text, once each', async () => {
  await publish(await withFile('image', 'image/png', PNG, 'графік.png'));
  await stage.startWorker();
  const { psid, clientId } = await clientWrites();
  await eventually(() => isDecided(clientId));
  const list = await eventually(() => allSent(clientId));
  const occasion = list[1]?.key;
  expect(list).toEqual([
    {
      kind: 'outOfHours',
      key: `${occasion} file`,
      hasText: false,
      attachments: [{ type: 'image', name: 'графік.png' }],
      quickReplies: null,
      state: 'sent',
    },
    { kind: 'outOfHours', key: occasion, hasText: true, attachments: [], quickReplies: null, state: 'sent' },
  ]);
  expect(sendsTo(psid).map(({ attachment, accepted, metadata }) => [attachment, accepted, metadata !== null])).toEqual([
    ['image', true, true],
    [null, true, true],
  ]);
  const [picture, text] = received(psid);
  expect(text?.text).toContain('Зараз ми не працюємо');
  const address = String(picture?.attachments?.[0]?.payload?.['url']);
  expect(address).toContain(encodeURIComponent('графік.png'));
  const file = await fetch(address);
  expect(file.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await file.arrayBuffer())).toEqual(PNG);
});

test('F19: an upload that was cut is looked up in the conversation and not sent again', async () => {
  const { psid, clientId } = await clientWrites();
  stage.messenger.setFaults([{ kind: 'cut', on: 'send', psid, times: 1 }]);
  await eventually(() => isDecided(clientId));
  await expect.poll(() => allSent(clientId)).toHaveLength(2);
  stage.messenger.setFaults([]);
  expect(received(psid).map(({ attachments, text }) => [attachments?.[0]?.type, text === undefined])).toEqual([
    ['image', true],
    [undefined, false],
  ]);
  expect(sendsTo(psid)).toHaveLength(2);
});

test('F19: a file that Facebook refuses fails for good, and the text goes out all the same', async () => {
  const { psid, clientId } = await clientWrites();
  stage.messenger.setFaults([{ kind: 'error', on: 'send', psid, times: 1, code: 100, subcode: 2018047, status: 400 }]);
  await eventually(() => isDecided(clientId));
  await eventually(async () => (await said(clientId))[1]?.state === 'sent');
  expect((await said(clientId)).map(({ state }) => state)).toEqual(['failed', 'sent']);
  expect(sendsTo(psid)).toHaveLength(2);
});

test('F19: many clients at once get a video each and then the text, once, whatever the pace', async () => {
  await publish(await withFile('video', 'video/mp4', Buffer.alloc(2_000_000, 'mp4'), 'тур.mp4'));
  const clients = await Promise.all(Array.from({ length: 15 }, clientWrites));
  await eventually(async () => (await Promise.all(clients.map(({ clientId }) => isDecided(clientId)))).every(Boolean));
  for (const { clientId } of clients) await expect.poll(() => allSent(clientId)).toHaveLength(2);
  for (const { psid } of clients)
    expect(received(psid).map(({ attachments }) => attachments?.[0]?.type)).toEqual(['video', undefined]);
});

test('F19, F31: a message with a file that is saved twice is there once, also when the file is another', async () => {
  const { pool } = stage.database;
  const activities = createActivities({
    pool,
    notifier: new Notifier(pool),
    temporal: stage.temporal,
    graph: createGraph(stage.messenger.url, ''),
    keyring: stage.keyring,
    log: createLogger('test', 'silent'),
  });
  const environment = new MockActivityEnvironment();
  const save = (saving: Saving) => environment.run(activities.saveDecisions, saving);
  const picture = await withFile('image', 'image/png', PNG, 'перший.png');
  for (const [first, second, attached] of [
    [picture, await withFile('image', 'image/png', Buffer.concat([PNG, PNG]), 'другий.png'), ['перший.png', null]],
    [{ ...picture, attachments: {} }, picture, [null]],
  ] as const) {
    const { clientId } = await clientWrites();
    const saving = await savingFor(clientId);
    await publish(first);
    await save(saving);
    await publish(second);
    await save(saving);
    const list = await said(clientId);
    expect(list.map(({ attachments }) => attachments[0]?.name ?? null)).toEqual(attached);
  }
});

/** What a chat's workflow would save that says it is closed. */
async function savingFor(clientId: string): Promise<Saving> {
  const saving = await whatWaits(stage.database.pool, { clientId, pageId: stage.page.id }, clientId, 1);
  const at = saving.chat?.lastContactAt ?? 0;
  return { ...saving, decisions: [], commands: [{ kind: 'say', template: 'outOfHours', key: 'closed 1', at }] };
}
