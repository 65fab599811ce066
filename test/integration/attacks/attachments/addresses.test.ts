import { expect, test } from 'vitest';
import {
  attachment,
  cdn,
  inside,
  messageOf,
  paths,
  put,
  receive,
  settled,
  setUpAttachments,
} from './attachments-stage.ts';

setUpAttachments();

const port = () => new URL(inside.origin).port;
const INNER: [string, () => string][] = [
  ['loopback', () => `http://127.0.0.1:${port()}/secret`],
  ['loopback by https', () => `https://127.0.0.1:${port()}/secret`],
  ['loopback by its name', () => `http://localhost:${port()}/secret`],
  ['loopback in IPv6', () => `http://[::1]:${port()}/secret`],
  ['loopback in IPv6, mapped', () => `http://[::ffff:127.0.0.1]:${port()}/secret`],
  ['loopback as one number', () => `http://2130706433:${port()}/secret`],
  ['loopback in octal', () => `http://0177.0.0.1:${port()}/secret`],
  ['loopback in short', () => `http://127.1:${port()}/secret`],
  ['a cloud’s metadata', () => 'http://169.254.169.254/latest/meta-data/'],
  ['a private network', () => 'https://10.0.0.5/secret'],
  ['the right host by http', () => 'http://scontent.fbcdn.net/a.jpg'],
  ['the right host at another port', () => `https://scontent.fbcdn.net:${port()}/a.jpg`],
  ['a name before the host', () => `http://fbcdn.net@127.0.0.1:${port()}/a.jpg`],
  ['a host that only begins like it', () => `http://fbcdn.net.evil.example:${port()}/a.jpg`],
  ['a host that only ends like it', () => 'https://evilfbcdn.net/a.jpg'],
  ['a file of the machine', () => 'file:///etc/passwd'],
  ['another scheme', () => `gopher://127.0.0.1:${port()}/secret`],
];

test.each(INNER)('A9: %s is not asked; the message is there and says so', async (_, url) => {
  const place = await receive([attachment(url())]);
  const [refused] = await settled(place);
  expect(refused).toMatchObject({ type: 'image', state: 'refused', reason: 'host' });
  expect((await messageOf(place)).text).toBe('ось');
  expect(inside.connections()).toBe(0);
  // From where it was to come nobody has to know any more.
  expect(JSON.stringify(await messageOf(place))).not.toContain('secret');
});

test('A9: a redirect to the inside is not followed, nor one that never ends', async () => {
  paths.set('/inside', (_, response) => response.writeHead(302, { location: `${inside.origin}/secret` }).end());
  paths.set('/around', (_, response) => response.writeHead(302, { location: `${cdn.origin}/around` }).end());
  paths.set('/nowhere', (_, response) => response.writeHead(302, { location: 'http://[' }).end());
  const place = await receive(['/inside', '/around', '/nowhere'].map((path) => attachment(`${cdn.origin}${path}`)));
  expect((await settled(place)).map(({ state, reason }) => [state, reason])).toEqual([
    ['refused', 'host'],
    ['refused', 'redirects'],
    ['refused', 'host'],
  ]);
  expect(inside.connections()).toBe(0);
});

test('A9: a redirect from one allowed address to another is followed', async () => {
  put('/file', Buffer.from('the file itself'));
  paths.set('/moved', (_, response) => response.writeHead(301, { location: '/file' }).end());
  const place = await receive([attachment(`${cdn.origin}/moved`, 'file')]);
  expect((await settled(place))[0]).toMatchObject({ state: 'ready', size: 15, kind: 'file' });
});
