import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMessenger, type Messenger } from '#test/messenger/messenger.ts';
import type { MessengerOptions } from '#test/messenger/options.ts';

export const secret = 'app-secret-of-the-tests';
export const dim = { id: '102030405060701', name: 'Дім і Світло', accessToken: 'EAAB-dim' };
export const outlet = { id: '102030405060702', name: 'Світло Outlet', accessToken: 'EAAB-outlet' };

export type Received = {
  at: number;
  headers: IncomingMessage['headers'];
  raw: string;
  signed: boolean;
  events: Event[];
};
export type Event = Record<string, unknown> & { message?: Record<string, unknown>; timestamp?: unknown };

/** The other end of the webhook: an honest receiver that keeps what it was sent and answers as told. */
export async function createCallback() {
  const received: Received[] = [];
  const state = { status: 200, verifyStatus: 200, delayMs: 0, verifications: 0 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method === 'GET') {
        const url = new URL(request.url ?? '/', 'http://callback');
        state.verifications += 1;
        response.writeHead(state.verifyStatus).end(url.searchParams.get('hub.challenge'));
        return;
      }
      received.push(readOne(request, Buffer.concat(chunks).toString()));
      const { status, delayMs } = state;
      setTimeout(() => response.writeHead(status).end('EVENT_RECEIVED'), delayMs).unref();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/webhooks/messenger`, received, state, close, ...eventsIn(received) };
}

function readOne(request: IncomingMessage, raw: string): Received {
  const { headers } = request;
  return { at: Date.now(), headers, raw, signed: isSigned(request, raw), events: eventsOf(raw) };
}

/** What was received, by its kind. */
function eventsIn(received: Received[]) {
  const all = () => received.flatMap(({ events }) => events);
  const isEcho = (message: Record<string, unknown>) => message['is_echo'] === true;
  return {
    events: (key?: string) => all().filter((event) => key === undefined || key in event),
    messages: () => all().flatMap(({ message }) => (message && !isEcho(message) ? [message] : [])),
    echoes: () => all().flatMap(({ message }) => (message && isEcho(message) ? [message] : [])),
  };
}

export type Callback = Awaited<ReturnType<typeof createCallback>>;

/** Quick to try again, and as patient as a busy machine wants it. */
export const quickRetry = { immediateMs: [5, 5, 5], firstBackOffMs: 20, longestBackOffMs: 40, timeoutMs: 60_000 };

/** A simulated Meta with one named person, quick retries, and its callback. */
export async function setUp(
  options: MessengerOptions = {},
): Promise<{ messenger: Messenger; callback: Callback; psid: string }> {
  const callback = await createCallback();
  const messenger = await createMessenger({
    appSecret: secret,
    verifyToken: 'verify',
    webhookUrl: callback.url,
    pages: [dim, outlet],
    clients: [{ id: 'olena', firstName: 'Олена', lastName: 'Ткачук', locale: 'uk_UA' }],
    retry: quickRetry,
    ...options,
  });
  const psid = messenger.clients()[0]?.psid ?? '';
  return { messenger, callback, psid };
}

export function graph(messenger: Messenger, token = dim.accessToken) {
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
  return {
    post: (path: string, body: unknown) =>
      fetch(`${messenger.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
    get: (path: string) => fetch(`${messenger.url}${path}`, { headers }),
    say: (psid: string, text: string, more: object = {}) =>
      fetch(`${messenger.url}/v26.0/me/messages`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ recipient: { id: psid }, messaging_type: 'RESPONSE', message: { text, ...more } }),
      }),
  };
}

export async function until(condition: () => boolean, timeoutMs = 60_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`not within ${timeoutMs} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function isSigned(request: IncomingMessage, raw: string): boolean {
  return request.headers['x-hub-signature-256'] === `sha256=${createHmac('sha256', secret).update(raw).digest('hex')}`;
}

function eventsOf(raw: string): Event[] {
  const body = JSON.parse(raw) as { entry: { messaging?: Event[]; standby?: Event[] }[] };
  return body.entry.flatMap(({ messaging, standby }) => messaging ?? standby ?? []);
}
