import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { faultsOf, type Hit } from './validation.ts';

type Mood = 'well' | 'hangs' | 'cuts' | 'dead' | { status: number };

export interface GoogleProgram {
  origin: string;
  /** What came to be counted, in order. */
  hits: Hit[];
  /** Every byte that has come, of lines, headers and bodies. */
  bytes(): string;
  is(mood: Mood): void;
  close(): Promise<void>;
}

/**
 * Google's Measurement Protocol, as small as can be: it answers 204 to whatever it is sent to be counted, whether that
 * is of any sense or not, and its validation tells what is wrong, but for the secret.
 */
export async function createGoogle(): Promise<GoogleProgram> {
  const hits: Hit[] = [];
  const came: string[] = [];
  let mood: Mood = 'well';
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (mood === 'dead') return void request.socket.destroy();
    const body = await read(request);
    came.push(`${request.method} ${request.url} ${JSON.stringify(request.rawHeaders)} ${body}`);
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://google');
    if (mood === 'hangs') return;
    if (typeof mood === 'object') return void response.writeHead(mood.status).end();
    if (pathname === '/debug/mp/collect') {
      const validationMessages = faultsOf(searchParams, parsed(body));
      const said = JSON.stringify({ validationMessages });
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(said);
    }
    if (pathname !== '/mp/collect') return void response.writeHead(404).end();
    hits.push({ query: Object.fromEntries(searchParams), ...parsed(body) });
    // It has counted it, and nobody hears of that.
    if (mood === 'cuts') return void request.socket.destroy();
    response.writeHead(204).end();
  }
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hits,
    bytes: () => came.join('\n'),
    is: (next) => (mood = next),
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

function parsed(body: string): Omit<Hit, 'query'> {
  try {
    return JSON.parse(body) as Omit<Hit, 'query'>;
  } catch {
    return {};
  }
}
