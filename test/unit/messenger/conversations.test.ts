import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createMessenger, type Messenger } from '#test/messenger/messenger.ts';
import { dim, graph, setUp, type Callback } from './callback.ts';

type Node = { id: string; message?: string; created_time?: string; from?: { id: string }; error?: { code: number } };
type Listed = {
  data: (Node & { messages?: { data: Node[] } })[];
  paging?: { cursors: { after: string }; next?: string };
  error?: { code: number };
};

let messenger: Messenger;
let callback: Callback;
let psid: string;

beforeEach(async () => {
  ({ messenger, callback, psid } = await setUp({ switches: { limits: { conversationsPerSecond: 100 } } }));
});

afterEach(async () => {
  await messenger.close();
  callback.close();
});

async function read<T>(path: string): Promise<T> {
  return (await (await graph(messenger).get(path)).json()) as T;
}

test('a conversation shows its last 20 messages, newest first; an older one counts as deleted', async () => {
  const mids = Array.from({ length: 22 }, (_, index) => messenger.sendMessage({ psid, text: `m${index}` }).mid ?? '');
  const { message_id } = (await (await graph(messenger).say(psid, 'reply')).json()) as { message_id: string };
  const list = await read<Listed>(
    `/v26.0/${dim.id}/conversations?user_id=${psid}` +
      '&fields=participants,messages.limit(30){id,message,created_time,from}',
  );
  const messages = list.data[0]?.messages?.data ?? [];
  expect(messages).toHaveLength(20);
  expect(messages[0]).toMatchObject({
    id: message_id,
    message: 'reply',
    from: { id: dim.id },
    created_time: expect.stringMatching(/^[\d-]+T[\d:]+\+0000$/),
  });
  expect(messages[1]).toMatchObject({ id: mids[21], message: 'm21', from: { id: psid } });
  expect(await read<Node>(`/v26.0/${mids[21]}?fields=message`)).toEqual({ message: 'm21', id: mids[21] });
  expect(await read<Node>(`/v26.0/${mids[0]}`)).toMatchObject({ error: { code: 9000001 } });
});

test('conversations come latest first and are paged by cursors', async () => {
  const people = ['Іван', 'Петро', 'Софія'].map((firstName) => messenger.createClient({ firstName }));
  for (const [index, person] of people.entries())
    messenger.sendMessage({ psid: person.psid ?? '', text: 'hi', timestamp: 1_790_000_000_000 + index * 1000 });
  const first = await read<Listed>(`/v26.0/me/conversations?limit=2&fields=participants,updated_time`);
  const second = await read<Listed>(
    `/v26.0/me/conversations?limit=2&fields=participants,updated_time&after=${first.paging?.cursors.after}`,
  );
  expect([first.data.length, second.data.length, second.paging?.next]).toEqual([2, 1, undefined]);
  expect(JSON.stringify(first.data[0])).toContain('Софія');
  const next = await fetch(`${first.paging?.next}&access_token=${dim.accessToken}`);
  expect(((await next.json()) as Listed).data).toEqual(second.data);
});

test('more than the calls of a second are refused with 80006', async () => {
  // Within one second, however long it takes.
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  messenger.setSwitches({ limits: { conversationsPerSecond: 2 } });
  const codes = [];
  for (let index = 0; index < 3; index += 1) codes.push((await read<Listed>('/v26.0/me/conversations')).error?.code);
  expect(codes).toEqual([undefined, undefined, 80006]);
});

test('files go by multipart, by upload and by address, and come back from a signed one', async () => {
  messenger.sendMessage({ psid, text: 'hi' });
  const form = (part: Blob) => {
    const body = new FormData();
    body.set('recipient', JSON.stringify({ id: psid }));
    body.set('message', JSON.stringify({ attachment: { type: 'image', payload: { is_reusable: true } } }));
    body.set('filedata', part, 'lamp.png');
    return fetch(`${messenger.url}/v26.0/me/messages?access_token=${dim.accessToken}`, { method: 'POST', body });
  };
  const { attachment_id } = (await (await form(new Blob(['PNG'], { type: 'image/png' }))).json()) as {
    attachment_id: string;
  };
  expect(await (await form(new Blob(['PNG'], { type: 'text/plain' }))).json()).toMatchObject({
    error: { error_subcode: 2018047 },
  });
  expect(await (await form(new Blob(['x'.repeat(8_388_609)], { type: 'image/png' }))).json()).toMatchObject({
    error: { error_subcode: 2018109 },
  });
  const message = { attachment: { type: 'image', payload: { attachment_id } } };
  expect((await graph(messenger).post('/me/messages', { recipient: { id: psid }, message })).status).toBe(200);
  await messenger.idle();
  const [echo] = callback.echoes();
  const [attachment] = (echo?.['attachments'] ?? []) as { payload: { url: string } }[];
  const url = attachment?.payload.url ?? '';
  expect(await (await fetch(url)).text()).toBe('PNG');
  expect((await fetch(url.replace(/oe=\w+/, 'oe=1'))).status).toBe(403);
  const byUrl = { attachment: { type: 'image', payload: { url } } };
  expect((await graph(messenger).post('/me/message_attachments', { message: byUrl })).status).toBe(200);
});

test('with a state file, chats, people and what was on its way outlive a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'messenger-'));
  const options = { stateFile: join(folder, 'state.json'), pages: [dim], clients: [] };
  const before = await createMessenger(options);
  const person = before.createClient({ firstName: 'Марта' });
  const { mid } = before.sendMessage({ psid: person.psid ?? '', text: 'збережи мене' });
  await before.close();
  const after = await createMessenger({ ...options, webhookUrl: callback.url });
  expect(after.clients()).toMatchObject([{ firstName: 'Марта', psid: person.psid }]);
  expect(after.thread({ psid: person.psid ?? '' }).messages).toMatchObject([{ mid, text: 'збережи мене' }]);
  await after.idle();
  expect(callback.messages()).toMatchObject([{ mid, text: 'збережи мене' }]);
  await after.close();
  rmSync(folder, { recursive: true });
});
