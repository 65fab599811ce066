import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi, type TestApi } from '../support/api.ts';
import { openChat } from '../support/chat.ts';
import { addEmployee } from '../support/company.ts';
import { type Answer, codeOf } from '../support/http.ts';
import { PNG } from '../support/png.ts';
import { sendSlowly } from '../support/slow.ts';
import { logIn, nobody, type Visitor } from '../support/visitor.ts';

interface Kept {
  id: string;
  name: string;
  kind: string;
  mime: string;
  size: number;
}

const MEGABYTE = 1_048_576;
const PAGE = Buffer.from('<!doctype html><script>alert(1)</script>');
let api: TestApi;
let iryna: Visitor;

beforeAll(async () => {
  api = await createApi();
  iryna = await logIn(api, 'iryna');
});
afterAll(() => api.stop());

const send = (who: Visitor, body: Uint8Array | undefined, headers: Record<string, string> = {}): Promise<Answer> =>
  who.ask('/api/files', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', ...headers },
    body,
  });
const upload = async (body: Uint8Array, name = 'a.png'): Promise<Kept> =>
  (await send(iryna, body, { 'x-file-name': encodeURIComponent(name) })).json<Kept>();
const stored = async () => Number((await api.database.pool.query('select count(*) from file')).rows[0].count);

describe('A10: a file is shown in place only if it is a picture by its content', () => {
  test('a real picture is', async () => {
    const { id, ...told } = await upload(PNG, 'вивіска.png');
    expect(told).toEqual({ name: 'вивіска.png', kind: 'image', mime: 'image/png', size: PNG.length });
    const answer = await iryna.get(`/api/files/${id}`);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(PNG.length),
      'content-disposition': expect.stringMatching(/^inline; filename="/) as string,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
    });
  });

  test.each([
    ['a page as photo', 'photo.jpg', 'image/jpeg', PAGE],
    ['SVG with a script', 'logo.svg', 'image/svg+xml; x', Buffer.from('<svg onload="alert(1)"/>')],
    ['a double extension', 'photo.png.html', 'text/html', PAGE],
  ])('%s is not, whatever is said of it', async (_, name, type, body) => {
    const { id, kind, mime } = await upload(body, name);
    expect([kind, mime]).toEqual(['file', 'application/octet-stream']);
    const answer = await iryna.get(`/api/files/${id}`);
    expect(answer.headers['content-type']).toBe('application/octet-stream');
    expect(answer.headers['content-disposition']).toMatch(/^attachment;/);
    expect(answer.headers['content-security-policy']).toBe("sandbox; default-src 'none'");
    expect((await send(iryna, body, { 'content-type': type })).status).toBe(415);
  });

  test('what comes back is what was sent, also of many megabytes', async () => {
    const body = Buffer.alloc(3 * MEGABYTE + 17, 'слово');
    const { id, size } = await upload(body, 'a.bin');
    expect(size).toBe(body.length);
    expect((await iryna.get(`/api/files/${id}`)).text).toBe(body.toString());
  });
});

describe('A11: an upload', () => {
  test.each([
    ['..%2f..%2fetc%2fpasswd', 'passwd'],
    ['..%5c..%5cboot.ini', 'boot.ini'],
    ['CON', 'CON'],
    [encodeURIComponent('a\u0000\r\nSet-Cookie: x.png'), 'aSet-Cookie_ x.png'],
    [encodeURIComponent(`${'я'.repeat(280)}.pdf`), `${'я'.repeat(196)}.pdf`],
    ['%2e%2e', 'file'],
  ])('under the name %s is stored under its id and called %s', async (sent, name) => {
    const answer = await send(iryna, Buffer.from(sent), { 'x-file-name': sent });
    expect([answer.status, answer.json<Kept>().name]).toEqual([201, name]);
    const headers = (await iryna.get(`/api/files/${answer.json<Kept>().id}`)).headers;
    expect(headers['content-disposition']).toContain(`filename*=UTF-8''${encodeURIComponent(name)}`);
    expect(headers['set-cookie']).toBeUndefined();
  });

  test('without a name is called something; under a broken one it is refused', async () => {
    expect((await send(iryna, Buffer.from('x'))).json<Kept>().name).toBe('file');
    expect((await send(iryna, Buffer.from('x'), { 'x-file-name': '%E0%A4%A' })).status).toBe(400);
  });

  test('of nothing is refused', async () => {
    for (const body of [undefined, Buffer.alloc(0)]) {
      const answer = await send(iryna, body);
      expect([answer.status, codeOf(answer)]).toEqual([422, 'EMPTY_FILE']);
    }
  });

  test('of 26 MB is refused, with a length and without, and so is a picture of more than 8 MB', async () => {
    const before = await stored();
    const large = await send(iryna, Buffer.alloc(26 * MEGABYTE));
    expect([large.status, codeOf(large)]).toEqual([413, 'FILE_TOO_LARGE']);
    expect(await sendChunked(26)).toContain('413');
    const picture = await send(iryna, Buffer.concat([PNG, Buffer.alloc(8 * MEGABYTE)]));
    expect([picture.status, codeOf(picture)]).toEqual([413, 'FILE_TOO_LARGE']);
    expect(await stored()).toBe(before);
    expect((await send(iryna, Buffer.alloc(9 * MEGABYTE, 1))).status).toBe(201);
  });

  test('of the same content by the same person is the same file', async () => {
    const first = await upload(Buffer.from('the same'), 'one.txt');
    const before = await stored();
    const second = await upload(Buffer.from('the same'), 'two.txt');
    expect([second.id, second.name, await stored()]).toEqual([first.id, 'two.txt', before]);
  });

  test('Y35: is called in each place as it was called there, and never as a path or a header', async () => {
    const { id } = await upload(Buffer.from('one content'), 'перше.txt');
    await upload(Buffer.from('one content'), 'друге.txt');
    for (const [asked, called] of [
      ['друге.txt', 'друге.txt'],
      ['перше.txt', 'перше.txt'],
      ['../../etc/passwd', 'passwd'],
      ['a"\r\nset-cookie: x', 'a_set-cookie_ x'],
    ] as const) {
      const { headers } = await iryna.get(`/api/files/${id}?${new URLSearchParams({ name: asked })}`);
      expect(headers['content-disposition']).toContain(`filename*=UTF-8''${encodeURIComponent(called)}`);
      expect([asked, headers['set-cookie']]).toEqual([asked, undefined]);
    }
    expect((await iryna.get(`/api/files/${id}?name=%00`)).status).toBe(400);
  });

  test('comes by this way alone: other routes take no bytes, and this one nothing else', async () => {
    for (const path of ['/api/settings', '/api/me', '/api/files/', '/api/files/x', '/api/chats/1/messages']) {
      const answer = await iryna.ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: PNG,
      });
      expect([path, answer.status]).toEqual([path, 415]);
    }
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'image/png'])
      expect([type, (await send(iryna, PNG, { 'content-type': type })).status]).toEqual([type, 415]);
  });

  test('from another site is refused', async () => {
    const before = await stored();
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }])
      expect(codeOf(await send(iryna, Buffer.from('CSRF'), headers as Record<string, string>))).toBe('FOREIGN_ORIGIN');
    expect(await stored()).toBe(before);
  });

  test('of a stranger that goes on and on is cut off at once', async () => {
    const slow = { path: '/api/files', chunk: Buffer.from('x'), chunks: 40, pauseMs: 100 };
    const { closed, sent } = await sendSlowly(api.running.port, slow);
    expect(closed).toBe(true);
    expect(sent).toBeLessThan(slow.chunks);
  });
});

describe('A12: a file', () => {
  test('is uploaded by admins alone', async () => {
    for (const who of ['olena', 'dmytro'] as const)
      expect(codeOf(await send(await logIn(api, who), PNG))).toBe('NOT_ALLOWED');
    expect(codeOf(await send(nobody(api), PNG))).toBe('SIGN_IN_REQUIRED');
  });

  test('is there for who sees every page, and for those of a chat in which it went out', async () => {
    const { id } = await upload(Buffer.from('лише для своїх'), 'a.txt');
    const olena = await logIn(api, 'olena');
    const path = `/api/files/${id}`;
    expect((await (await logIn(api, 'dmytro')).get(path)).status).toBe(200);
    expect((await olena.get(path)).status).toBe(404);
    const { number } = await openChat(api, api.pages.dim);
    await api.database.pool.query(
      `insert into message (chat_id, client_id, page_id, direction, via, kind, state, at, decided, file_id)
       select id, client_id, page_id, 'out', 'automatic', 'outOfHours', 'sent', now(), true, $2 from chat
          where number = $1`,
      [number, id],
    );
    expect((await olena.get(path)).text).toBe('лише для своїх');
    const taras = await logIn(api, 'taras');
    const [theirs, none, odd] = await Promise.all(
      [path, `/api/files/${randomUUID()}`, '/api/files/..%2f..%2fpackage.json'].map((one) => taras.get(one)),
    );
    expect([theirs?.status, theirs?.text]).toEqual([404, none?.text]);
    expect(odd?.status).toBe(404);
  });

  test('is not there after logging out', async () => {
    const { id } = await upload(PNG);
    const boss = await addEmployee(api.database.pool, {
      name: 'Був',
      email: 'was@demo.example',
      roles: ['admin'],
      pageIds: [],
    });
    const who = await logIn(api, boss);
    expect((await who.get(`/api/files/${id}`)).status).toBe(200);
    await who.delete('/api/session');
    expect((await who.get(`/api/files/${id}`)).status).toBe(401);
  });
});

/** A body without a length, as fast as it is taken; the first line of the answer. */
function sendChunked(megabytes: number): Promise<string> {
  const { cookie = '' } = iryna.headers;
  const head = `POST /api/files HTTP/1.1\r\nHost: localhost:3000\r\nCookie: ${cookie}\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const part = Buffer.concat([
    Buffer.from(`${MEGABYTE.toString(16)}\r\n`),
    Buffer.alloc(MEGABYTE),
    Buffer.from('\r\n'),
  ]);
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(api.running.port, '127.0.0.1', () => {
      socket.write(head);
      for (let n = 0; n < megabytes; n += 1) socket.write(part);
      socket.write('0\r\n\r\n');
    });
    socket.on('data', (answer) => (heard += answer.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard.split('\r\n')[0] ?? ''));
  });
}
