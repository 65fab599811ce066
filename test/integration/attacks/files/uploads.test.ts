import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../support/http.ts';
import { PNG } from '../../support/png.ts';
import { sendSlowly } from '../../support/slow.ts';
import { api, iryna, type Kept, MEGABYTE, send, upload, setUpFiles } from './files-stage.ts';

setUpFiles();

const stored = async () => Number((await api.database.pool.query('select count(*) from file')).rows[0].count);

/** A body without a length, as fast as it is taken; the first line of the answer. */
function sendChunked(megabytes: number): Promise<string> {
  const { cookie = '' } = iryna.headers;
  const sent = ['Host: localhost:3000', `Cookie: ${cookie}`, 'Content-Type: application/octet-stream'];
  const head = ['POST /api/files HTTP/1.1', ...sent, 'Transfer-Encoding: chunked', '', ''].join('\r\n');
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
