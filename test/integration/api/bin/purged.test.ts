import { expect, test } from 'vitest';
import { sweep } from '#activities/files/upkeep.ts';
import type { MessageBody } from '#api/messages/schema.ts';
import { forget } from '#db/retention/forget.ts';
import { createFileStore } from '#platform/store/file-store.ts';
import { facePng } from '#test/messenger/face.ts';
import type { List } from '#test/integration/support/chat.ts';
import { insist } from '#test/integration/support/insist.ts';
import { until } from '#test/integration/support/until.ts';
import { deliver, fromClient } from '#test/integration/support/webhook.ts';
import { api, findChat, iryna, messenger, number, olena, path, psid, setUpAnswers } from '../chats/answers-stage.ts';
import { countFiles, holding } from './dump.ts';

setUpAnswers();

const CANARY = 'канаркапурпурова';
const KEEP = { routingRecords: 180, presence: 400, audit: 1095, bin: 30 };
const query = async <T>(sql: string, ...values: unknown[]) => (await api.database.pool.query(sql, values)).rows as T[];
const dim = () => api.pages.dim;
const says = (text: string, more = {}) => messenger.sendMessage({ page: dim().facebookId, psid, text, ...more });
const messages = async () => (await iryna.get(path('/messages?pageSize=100'))).json<List<MessageBody>>().items;

test('F27: what is purged is nowhere any more, to the last byte; the client’s other chat stays whole', async () => {
  const before = countFiles(api.settings.dataDir);
  const mids = await fillChat();
  expect(countFiles(api.settings.dataDir)).toBe(before + 4);
  expect(Object.keys(await holding(api.database.pool, [CANARY]))).toEqual(
    expect.arrayContaining(['public.message', 'public.inbound_event', 'public.message_words', 'public.file']),
  );
  expect((await iryna.post('/api/golden-chats', { chatNumber: number, name: CANARY })).status).toBe(201);
  const ids = (await messages()).map(({ id }) => id);
  expect((await insist(() => iryna.delete(path()))).status).toBe(200);
  says('це лишається');
  const next = await until('the next chat', findChat);
  await query(`update deleted_chat set at = now() - interval '31 days'`);
  await query(`update file set created_at = now() - interval '2 days'`);
  // Files go with the pass after the one in which the last message with them went.
  await until('it is purged', async () => {
    await forget(api.database.pool, KEEP);
    return (await query('select 1 from deleted_chat')).length === 0;
  });
  await forget(api.database.pool, KEEP);
  const store = createFileStore(api.settings.dataDir);
  await until('the store is swept', async () => {
    await sweep({ pool: api.database.pool, store });
    return countFiles(api.settings.dataDir) === before;
  });
  expect(await holding(api.database.pool, [CANARY, ...mids])).toEqual({});
  // Who read the feed hears of what changed for a day: by names alone.
  const named = await holding(api.database.pool, ids);
  expect(Object.keys(named).filter((table) => table !== 'public.change')).toEqual([]);
  const audited = await query(`select detail from audit where kind = 'chats_purged'`);
  expect(audited).toEqual([{ detail: { chats: 1, golden: 1 } }]);
  expect(await query('select 1 from chat where number = $1', number)).toEqual([]);
  const left = (await olena.get(`/api/chats/${next.number}/messages`)).json<List<MessageBody>>().items;
  expect(left.map(({ text }) => text)).toEqual(['це лишається']);
  expect(await query(`select 1 from inbound_event where raw like '%це лишається%'`)).toHaveLength(1);
});

/** Words, an edit, a reaction, a reply, a mark with words, a file that came and one that went out; mids at Meta. */
async function fillChat(): Promise<string[]> {
  const photo = messenger.addFile({ name: `${CANARY}.png`, mime: 'image/png', bytes: facePng(CANARY) });
  says(`перше ${CANARY}`, { attachments: [photo] });
  await until('the file', async () => (await messages()).some(({ attachments: [one] }) => one?.state === 'ready'));
  const [{ mid } = { mid: '' }] = await query<{ mid: string }>(
    'select mid from message where text like $1',
    `%${CANARY}`,
  );
  const item = (fields: Record<string, unknown>) => fromClient(dim(), psid, fields);
  const feedback = { screen_id: 0, questions: { q: { type: 'free_form', payload: CANARY } } };
  const items = [
    item({ message_edit: { mid, text: `виправлене ${CANARY}`, num_edit: 1 } }),
    item({ reaction: { mid, action: 'react', emoji: '👍', reaction: 'like' } }),
    item({ message: { mid: `m_${CANARY}`, text: CANARY, reply_to: { mid } } }),
    item({ message_edit: { mid: `m_${CANARY}`, text: `${CANARY} ще раз`, num_edit: 1 } }),
    item({ messaging_feedback: { feedback_screens: [feedback] } }),
  ];
  expect((await insist(() => deliver(api, dim(), items))).status).toBe(200);
  await answer();
  await until('previews and words', async () => {
    const said = await query(`select 1 from message_words where folded like '%' || fold($1) || '%'`, CANARY);
    const seen = await query('select 1 from file where preview_key is not null');
    return said.length >= 4 && seen.length === 1;
  });
  const named = await query<{ mid: string }>(
    'select mid from message m join chat c on c.id = m.chat_id where c.number = $1 and mid is not null',
    number,
  );
  return named.map((one) => one.mid);
}

/** A text and a picture, until both are with the client. */
async function answer(): Promise<void> {
  const headers = { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(`${CANARY}.png`) };
  const uploaded = await olena.ask('/api/files', { method: 'POST', headers, body: facePng('ours') });
  const said = { text: `відповідь ${CANARY}`, fileIds: [uploaded.json<{ id: string }>().id] };
  await insist(() => olena.post(path('/messages'), said, { 'idempotency-key': 'the key of an answer' }));
  await until('both are with the client', async () => {
    const out = (await messages()).filter(({ direction }) => direction === 'out');
    return out.length === 2 && out.every(({ state }) => /delivered|read/.test(state));
  });
}
