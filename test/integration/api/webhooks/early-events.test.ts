import { expect, test } from 'vitest';
import { until } from '../../support/until.ts';
import { newMid, newPsid } from '../../support/webhook.ts';
import { send, client, query, chatsOf, onlyChat, onlyMessage, setUpEvents } from './events-stage.ts';

setUpEvents();

test.each(['two deliveries', 'one delivery'])(
  'O1: an edit that comes before its message is kept until it comes (%s)',
  async (how) => {
    const [psid, mid, at] = [newPsid(), newMid(), Date.now()];
    const edit = (num_edit: number, text: string) =>
      client(psid, { timestamp: at + num_edit * 1_000, message_edit: { mid, text, num_edit } });
    const items = [
      edit(2, 'завтра о 16:00'),
      edit(1, 'завтра о 15:00'),
      client(psid, { timestamp: at, message: { mid, text: 'завтра о 14:00' } }),
    ];
    if (how === 'one delivery') await send(...items);
    else for (const item of items) await send(item);
    expect(await onlyMessage(psid)).toMatchObject({
      text: 'завтра о 16:00',
      editedAt: new Date(at + 2_000).toISOString(),
    });
    expect(await query('select 1 from early_event where about = $1', mid)).toEqual([]);
  },
);

test('O1: an edit without its number counts by its time, and an older one with a time changes nothing', async () => {
  const [psid, mid, at] = [newPsid(), newMid(), Date.now()];
  const edit = (after: number, text: string) => client(psid, { timestamp: at + after, message_edit: { mid, text } });
  await send(client(psid, { timestamp: at, message: { mid, text: 'перше' } }));
  await send(edit(2_000, 'третє'));
  await send(edit(1_000, 'друге'));
  expect((await onlyMessage(psid)).text).toBe('третє');
});

test('O1: a reaction that comes before its message is at it, and opens the window as any other', async () => {
  const [psid, mid] = [newPsid(), newMid()];
  await send(client(psid, { reaction: { mid, action: 'react', emoji: '👍' } }));
  expect(await chatsOf(psid)).toEqual([]);
  await send(client(psid, { message: { mid, text: 'дякую' } }));
  expect((await onlyMessage(psid)).reaction).toBe('👍');
  expect(
    await query(
      `select i.kind from chat_input i join client k on k.id = i.client_id where k.psid = $1 order by i.id`,
      psid,
    ),
  ).toEqual([{ kind: 'client_wrote' }, { kind: 'client_acted' }]);
});

test('O1: what came in the same moment as its message is applied in the next look', async () => {
  const [psid, mid] = [newPsid(), newMid()];
  await send(client(psid, { message: { mid, text: 'старе' } }));
  await query(
    `insert into early_event (page_id, client_id, about, kind, rank, at, event)
     select page_id, client_id, mid, 'edit', 1, now(),
       jsonb_build_object('kind', 'edit', 'mid', mid, 'text', 'нове', 'edits', 1, 'at', 1.8e12::bigint,
         'contact', '{}'::jsonb)
     from message where mid = $1`,
    mid,
  );
  await until('the edit', async () => (await onlyMessage(psid)).text === 'нове');
});

test.each([
  ['react, then the older one', ['unreact', 'react']],
  ['in order', ['react', 'unreact']],
])('I17: a reaction that was taken back stays taken back (%s)', async (_, order) => {
  const [psid, mid, at] = [newPsid(), newMid(), Date.now()];
  const acts = {
    react: { timestamp: at + 1_000, reaction: { mid, action: 'react', emoji: '❤' } },
    unreact: { timestamp: at + 2_000, reaction: { mid, action: 'unreact' } },
  };
  await send(client(psid, { message: { mid, text: 'x' } }));
  for (const act of order) await send(client(psid, acts[act as keyof typeof acts]));
  expect((await onlyMessage(psid)).reaction).toBeNull();
});

test('I17: taken back before the message came; of two in one moment the one that takes it back counts', async () => {
  const [psid, mid, timestamp] = [newPsid(), newMid(), Date.now() + 1_000];
  await send(client(psid, { timestamp, reaction: { mid, action: 'unreact' } }));
  await send(client(psid, { timestamp, reaction: { mid, action: 'react', emoji: '❤' } }));
  await send(client(psid, { message: { mid, text: 'x' } }));
  expect((await onlyMessage(psid)).reaction).toBeNull();
});

test('I17: the words of a message that was taken back go, whatever arrives late', async () => {
  const [psid, mid] = [newPsid(), newMid()];
  await send(client(psid, { message: { mid, text: 'мій 067 123 45 67' } }));
  await send(client(psid, { message: { mid, is_deleted: true } }));
  await send(client(psid, { message_edit: { mid, text: 'мій 067 123 45 68', num_edit: 1 } }));
  await send(client(psid, { reaction: { mid, action: 'react', emoji: '❤' } }));
  expect(await onlyMessage(psid)).toMatchObject({ kind: 'unsent', text: '', contact: null, reaction: null });
});

test('V5: what was taken back before it came is called so, and stays so when it comes', async () => {
  const [psid, mid] = [newPsid(), newMid()];
  await send(client(psid, { message: { mid, is_deleted: true } }));
  expect(await onlyMessage(psid)).toMatchObject({ kind: 'unsent', text: '' });
  await send(client(psid, { message: { mid, text: 'вже не треба' } }));
  expect(await onlyMessage(psid)).toMatchObject({ kind: 'unsent', text: '' });
  expect(await onlyChat(psid)).toMatchObject({ unread: 1, lastMessage: { kind: 'unsent' } });
});
