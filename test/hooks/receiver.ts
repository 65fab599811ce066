import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** `hangs`: it says nothing; `cuts`: it takes what comes and cuts the connection before it says so. */
type Mood = 'well' | 'hangs' | 'cuts' | { status: number; body?: string };

export interface Received {
  id: string;
  type: string;
  timestamp: string;
  data: {
    pageId: string | null;
    chat: { id: string; number: number; url: string } | null;
    client: { id: string; name?: string; phone?: string | null; email?: string | null } | null;
    text?: string;
    [fact: string]: unknown;
  };
  headers: Record<string, string>;
  body: string;
}

export interface Receiver {
  url: string;
  origin: string;
  /** What came and was signed with a secret that it knows, in order. */
  received: Received[];
  /** What came and was not. */
  unsigned: string[];
  knows(...secrets: string[]): void;
  is(mood: Mood): void;
  close(): Promise<void>;
}

/** Another company's system that is told what happens; it checks signatures by the library of Standard Webhooks. */
export async function createReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const unsigned: string[] = [];
  let secrets: string[] = [];
  let mood: Mood = 'well';
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    if (mood === 'hangs') return;
    if (typeof mood === 'object') return void response.writeHead(mood.status).end(mood.body ?? '');
    if (secrets.some((secret) => isSigned(secret, body, headers)))
      received.push({ ...(JSON.parse(body) as Received), id: headers['webhook-id'] ?? '', headers, body });
    else unsigned.push(body);
    if (mood === 'cuts') return void request.socket.destroy();
    response.writeHead(200).end('{"taken":true}');
  }
  return {
    url: `${origin}/rozmova`,
    origin,
    received,
    unsigned,
    knows: (...those) => void (secrets = those),
    is: (next) => void (mood = next),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString();
}

function isSigned(secret: string, body: string, headers: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}
