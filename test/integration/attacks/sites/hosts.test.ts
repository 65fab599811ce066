import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { PASSWORD } from '#test/integration/support/company.ts';
import { ask } from '#test/integration/support/http.ts';
import { nobody, visitorWith } from '#test/integration/support/visitor.ts';
import { api, setUpCrossSite } from './cross-site-stage.ts';

setUpCrossSite();

function speak(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(api.running.port, '127.0.0.1', () => socket.write(text));
    let heard = '';
    socket.setEncoding('latin1');
    socket.on('data', (part: string) => (heard += part));
    socket.setTimeout(60_000, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
  });
}

describe('A25: addresses and forwarding', () => {
  test.each([
    'evil.example',
    'desk.example.com.evil.example',
    'evil.example:3000',
    'desk.example.com@evil.example',
    'localhost.evil.example',
    'a b',
    '[::1',
  ])('the host %j is not ours', async (host) => {
    const answer = await ask(`${api.url}/api/session`, { headers: { host } });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('evil');
  });

  test('the own host is, and forwarding headers of strangers change no answer', async () => {
    const plain = await ask(`${api.url}/health/live`, { headers: { host: 'desk.example.com' } });
    const forged = await ask(`${api.url}/health/live`, {
      headers: {
        host: 'desk.example.com',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'http',
        forwarded: 'host=evil.example',
        'x-original-url': '/api/employees',
        'x-rewrite-url': '/api/employees',
      },
    });
    expect([forged.status, forged.text]).toEqual([plain.status, plain.text]);
    expect(JSON.stringify(forged.headers)).not.toContain('evil');
  });

  test('no answer leads to another site', async () => {
    for (const path of [
      '//evil.example',
      '//evil.example/%2f..',
      '/\\evil.example',
      '/login?next=//evil.example',
      '/api/session?redirect=https://evil.example',
    ]) {
      const answer = await ask(api.url + path, { headers: { host: 'desk.example.com' } });
      expect([path, answer.headers.location]).toEqual([path, undefined]);
    }
  });

  test.each([
    ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['two lengths', 'Content-Length: 0\r\nContent-Length: 60\r\n\r\n'],
    ['chunks in disguise', 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n'],
    ['chunks twice', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
    ['a header folded over lines', 'X-A: b\r\n c\r\nContent-Length : 3\r\n\r\nabc'],
    ['no host', null],
  ])('one request is never read as two: %s', async (_, rest) => {
    const smuggled = 'GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const head =
      rest === null
        ? 'GET /health/live HTTP/1.1\r\n\r\n'
        : `POST /webhooks/messenger HTTP/1.1\r\nHost: localhost\r\n${rest}`;
    const answers = await speak(head + smuggled);
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
    expect(answers).not.toContain('"live"');
  });

  test('an address in the request line does not replace the host', async () => {
    expect(
      await speak('GET http://evil.example/health/live HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'),
    ).toMatch(/^HTTP\/1\.1 400/);
  });
});

test('A17: an address a proxy tells counts only from a proxy of ours', async () => {
  const visitor = visitorWith(api, { 'x-forwarded-for': '203.0.113.7', 'x-rozmova-address': '203.0.113.8' });
  await visitor.post('/api/session', { email: 'olena@demo.example', password: PASSWORD });
  await nobody(api).post('/api/session', { email: 'olena@demo.example', password: 'wrong' });
  const { rows } = await api.database.pool.query(
    'select distinct address from audit union select distinct ip_address from session',
  );
  expect(rows).toEqual([{ address: '127.0.0.1' }]);
});
