import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { bePatient, PATIENCE } from '#api/process/patience.ts';

let server: Server;
const sockets: Socket[] = [];
afterEach(() => {
  sockets.splice(0).forEach((socket) => socket.destroy());
  server.close();
  server.closeAllConnections();
});

/** A server with this patience; `silent` for those who say nothing. */
async function listen(patience: object, silent?: number): Promise<number> {
  server = createServer(patience, (_, response) => response.end('there'));
  bePatient(server, silent);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function open(port: number, says = ''): { socket: Socket; closed: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let heard = '';
  socket.on('data', (part) => (heard += part.toString()));
  socket.on('error', () => undefined);
  if (says) socket.write(says);
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(heard)));
  return { socket, closed };
}

// As it is served, but for the length of it.
const hasty = { ...PATIENCE, headersTimeout: 200, connectionsCheckingInterval: 50 };

test.each([
  ['never says a word', ''],
  ['says an empty line', '\r\n'],
  ['says half of what it wants', 'GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: '],
])('Y28: a connection that %s is closed', async (_, says) => {
  expect(await open(await listen(hasty), says).closed).toMatch(/^(HTTP\/1\.1 408|$)/);
});

test('Y28: of those who say nothing the oldest make room, and who asks is answered', async () => {
  const port = await listen({ ...PATIENCE, headersTimeout: 60_000 }, 20);
  const silent: ReturnType<typeof open>[] = [];
  for (let n = 0; n < 30; n += 1) {
    silent.push(open(port));
    await new Promise((resolve) => silent[n]?.socket.once('connect', resolve));
  }
  await Promise.all(silent.slice(0, 10).map(({ closed }) => closed));
  const asking = await fetch(`http://127.0.0.1:${port}/`);
  expect(await asking.text()).toBe('there');
  expect(server.maxConnections).toBeGreaterThan(1_000);
});

test('Y28: who has asked once and waits is not silent', async () => {
  const port = await listen({ ...PATIENCE, headersTimeout: 60_000 }, 5);
  const asked = open(port, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await new Promise((resolve) => asked.socket.once('data', resolve));
  const silent = Array.from({ length: 12 }, () => open(port));
  await Promise.all(silent.slice(0, 3).map(({ closed }) => closed));
  expect(asked.socket.destroyed).toBe(false);
});
