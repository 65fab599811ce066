import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openChat } from '../../support/chat.ts';
import { addEmployee } from '../../support/company.ts';
import { codeOf } from '../../support/http.ts';
import { PNG } from '../../support/png.ts';
import { logIn, nobody } from '../../support/visitor.ts';
import { api, iryna, type Kept, MEGABYTE, send, upload, setUpFiles } from './files-stage.ts';

setUpFiles();

const PAGE = Buffer.from('<!doctype html><script>alert(1)</script>');

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

describe('A12: a file', () => {
  test('is uploaded by who may answer somewhere, and by nobody else', async () => {
    expect(codeOf(await send(await logIn(api, 'dmytro'), PNG))).toBe('NOT_ALLOWED');
    expect(codeOf(await send(nobody(api), PNG))).toBe('SIGN_IN_REQUIRED');
  });

  test('is there for who sent it, and for those who see a chat in which it went out', async () => {
    const { id } = await upload(Buffer.from('лише для своїх'), 'a.txt');
    const olena = await logIn(api, 'olena');
    const path = `/api/files/${id}`;
    const dmytro = await logIn(api, 'dmytro');
    for (const who of [dmytro, olena]) expect((await who.get(path)).status).toBe(404);
    const { number } = await openChat(api, api.pages.dim);
    await api.database.pool.query(
      `insert into message (chat_id, client_id, page_id, direction, via, kind, state, at, decided, file_id)
       select id, client_id, page_id, 'out', 'automatic', 'outOfHours', 'sent', now(), true, $2 from chat
          where number = $1`,
      [number, id],
    );
    for (const who of [dmytro, olena]) expect((await who.get(path)).text).toBe('лише для своїх');
    const taras = await logIn(api, 'taras');
    const [theirs, none, odd] = await Promise.all(
      [path, `/api/files/${randomUUID()}`, '/api/files/..%2f..%2fpackage.json'].map((one) => taras.get(one)),
    );
    expect([theirs?.status, theirs?.text]).toEqual([404, none?.text]);
    expect(odd?.status).toBe(404);
  });

  test('is not there after logging out', async () => {
    const boss = await addEmployee(api.database.pool, {
      name: 'Був',
      email: 'was@demo.example',
      roles: ['admin'],
      pageIds: [],
    });
    const who = await logIn(api, boss);
    const { id } = (await send(who, PNG)).json<Kept>();
    expect((await who.get(`/api/files/${id}`)).status).toBe(200);
    await who.delete('/api/session');
    expect((await who.get(`/api/files/${id}`)).status).toBe(401);
  });
});
