import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { EntryBody } from '#api/chats/entry-schema.ts';
import type { MessageBody } from '#api/messages/schema.ts';
import { type List, readChat } from '#test/integration/support/chat.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { PNG } from '#test/integration/support/png.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';
import { api, iryna, messenger, number, olena, path, psid, setUpAnswers } from './answers-stage.ts';

setUpAnswers();

type Answered = MessageBody & { parts: MessageBody[] };
const BYTES = { headers: { 'content-type': 'application/octet-stream' } };

async function upload(who: Visitor, name: string, body: Uint8Array = Buffer.from(name)): Promise<string> {
  const headers = { ...BYTES.headers, 'x-file-name': encodeURIComponent(name) };
  return (await who.ask('/api/files', { method: 'POST', headers, body })).json<{ id: string }>().id;
}

const answer = (body: object, key: string = randomUUID(), who = olena) =>
  who.post(path('/messages'), body, { 'idempotency-key': key });
const received = () =>
  messenger.thread({ page: api.pages.dim.facebookId, psid }).messages.filter(({ from }) => from === 'page');
const messages = async () => (await olena.get(path('/messages?pageSize=100'))).json<List<MessageBody>>().items;
const stateOf = async (id: string) => (await messages()).find((message) => message.id === id)?.state ?? '';
const ended = (id: string) => until('its end', async () => /sent|delivered|read|failed/.test(await stateOf(id)));

test('F40: a text and files in one go are one answer of several messages, in order, however often asked', async () => {
  const [bill, picture] = [await upload(olena, 'рахунок.pdf'), await upload(olena, 'вітрина.png', PNG)];
  const asked = { text: 'Ось рахунок і фото', fileIds: [bill, picture] };
  const answers = await Promise.all(Array.from({ length: 4 }, () => answer(asked, 'together')));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 201]);
  const [first, ...others] = answers.map((one) => one.json<Answered>());
  for (const other of others) expect(other.parts.map(({ id }) => id)).toEqual(first?.parts.map(({ id }) => id));
  expect(first).toMatchObject({ text: asked.text, key: 'together', partOf: null, kind: 'text', attachments: [] });
  expect(first?.parts).toMatchObject([
    {
      text: '',
      kind: 'attachment',
      key: null,
      partOf: first?.id,
      attachments: [{ id: bill, type: 'file', name: 'рахунок.pdf' }],
    },
    { partOf: first?.id, attachments: [{ id: picture, type: 'image', name: 'вітрина.png', mime: 'image/png' }] },
  ]);
  await ended(first?.parts[1]?.id ?? '');
  await expect
    .poll(() => received().map(({ text, attachments }) => text ?? attachments?.[0]?.type))
    .toEqual([asked.text, 'file', 'image']);
  const told = (await olena.get(path('/timeline'))).json<List<EntryBody>>().items.map(({ kind }) => kind);
  expect(told).toEqual(['opened', 'joined', 'status_changed']);
  const { rows } = await api.database.pool.query(
    `select count(*)::int as n from chat_input i join chat c on c.id = i.chat_id
     where c.number = $1 and i.kind = 'operator_replied'`,
    [number],
  );
  expect(rows[0]).toEqual({ n: 1 });
  expect(await readChat(olena, number)).toMatchObject({ status: 'answered', waitingSince: null });
});

test('F40: files alone are an answer; nothing at all, too many and what is no file of theirs are none', async () => {
  const own = await upload(olena, 'каталог.txt');
  const theirs = await upload(iryna, 'чуже.txt');
  const alone = await answer({ fileIds: [own, own] });
  expect([alone.status, alone.json<Answered>().parts.length]).toEqual([201, 1]);
  const wrong = await Promise.all([
    answer({}),
    answer({ fileIds: [] }),
    answer({ text: 'x', fileIds: [theirs] }),
    answer({ fileIds: [own, randomUUID()] }),
    answer({ fileIds: Array.from({ length: 11 }, () => own) }),
    answer({ fileIds: ['..%2f'] }),
  ]);
  expect(wrong.map((one) => [one.status, codeOf(one)])).toEqual([
    [422, 'EMPTY_MESSAGE'],
    [422, 'EMPTY_MESSAGE'],
    [422, 'UNKNOWN_FILE'],
    [422, 'UNKNOWN_FILE'],
    [400, 'BAD_REQUEST'],
    [400, 'BAD_REQUEST'],
  ]);
  await ended(alone.json<Answered>().parts[0]?.id ?? '');
  expect((await messages()).filter(({ direction }) => direction === 'out')).toHaveLength(2);
});

test('F40: a file that Facebook refuses fails by itself, the others arrive; it is sent again by itself', async () => {
  const ids = [await upload(olena, 'a.txt'), await upload(olena, 'b.txt')];
  messenger.setFaults([{ kind: 'error', on: 'send', psid, times: 1, code: 100, subcode: 2018047, status: 400 }]);
  const { id, parts } = (await answer({ fileIds: ids })).json<Answered>();
  await ended(parts[0]?.id ?? '');
  expect([await stateOf(id), received().length]).toEqual(['failed', 1]);
  messenger.setFaults([]);
  expect((await olena.post(path(`/messages/${id}/attempts`))).status).toBe(202);
  await until('that it arrives', async () => /sent|delivered/.test(await stateOf(id)));
  expect(received().map(({ attachments }) => attachments?.[0]?.type)).toEqual(['file', 'file']);
});

test('A12: a file is its sender’s until it is sent, then of those of the chat; an auditor brings none', async () => {
  const id = await upload(olena, 'лише моє.txt');
  const [taras, dmytro] = [await logIn(api, 'taras'), await logIn(api, 'dmytro')];
  const seenBy = async (...all: Visitor[]) => {
    const answers = await Promise.all(all.map((who) => who.get(`/api/files/${id}`)));
    return answers.map(({ status }) => status);
  };
  expect(await seenBy(olena, iryna, taras, dmytro)).toEqual([200, 404, 404, 404]);
  await answer({ fileIds: [id] });
  expect(await seenBy(olena, iryna, taras, dmytro)).toEqual([200, 200, 404, 200]);
  expect(codeOf(await dmytro.ask('/api/files', { method: 'POST', ...BYTES, body: PNG }))).toBe('NOT_ALLOWED');
});

test('F40: what we sent is told and served like what came: state, preview, ranges, inert files', async () => {
  const photo = await sharp({ create: { width: 1_200, height: 800, channels: 3, background: '#3a6' } })
    .png()
    .toBuffer();
  const ids = [
    await upload(olena, 'вітрина.png', photo),
    await upload(olena, 'голос.mp3', SOUND),
    await upload(olena, 'сторінка.html', Buffer.from('<script>alert(1)</script>')),
  ];
  const { id, parts } = (await answer({ fileIds: ids })).json<Answered>();
  const all = [id, ...parts.map((part) => part.id)];
  const told = () => messages().then((found) => all.map((one) => found.find((m) => m.id === one)?.attachments[0]));
  await until('the preview is there', async () => (await told())[0]?.width !== undefined);
  expect(await told()).toMatchObject([
    { id: ids[0], name: 'вітрина.png', kind: 'image', state: 'ready', width: 1_200, height: 800, size: photo.length },
    { id: ids[1], name: 'голос.mp3', kind: 'audio', state: 'ready', mime: 'audio/mpeg' },
    { id: ids[2], name: 'сторінка.html', kind: 'file', state: 'ready' },
  ]);
  for (const root of ['/api/files', '/api/attachments']) {
    const small = await iryna.get(`${root}/${ids[0]}/preview`);
    expect(small.headers['content-type']).toBe('image/webp');
    const part = await iryna.ask(`${root}/${ids[1]}?name=a.mp3`, { headers: { range: 'bytes=3-5' } });
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 3-5/${SOUND.length}`]);
    expect(part.headers['content-disposition']).toMatch(/^inline; filename="a.mp3"/);
    const page = await iryna.get(`${root}/${ids[2]}`);
    expect(page.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment;/) as string,
      'x-content-type-options': 'nosniff',
    });
    const taras = await logIn(api, 'taras');
    for (const path of ['', '/preview']) expect((await taras.get(`${root}/${ids[0]}${path}`)).status).toBe(404);
  }
});

/** The head of a frame, and silence. */
const SOUND = Buffer.concat([
  Buffer.from('ID3\x03\0\0\0\0\0\0'),
  Buffer.from([0xff, 0xfb, 0x90, 0]),
  Buffer.alloc(500),
]);
