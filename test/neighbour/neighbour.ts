import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Books } from './books.ts';

/** `hangs`: it takes calls and says nothing; `cuts`: it does what is asked and cuts the connection; `dead`: neither. */
type Mood = 'well' | 'hangs' | 'cuts' | 'dead' | { status: number; body: string };

export interface NeighbourProgram {
  url: string;
  origin: string;
  books: Books;
  /** Where it is fetched from. */
  addFile(content: Buffer): string;
  /** How many calls came, by operation. */
  calls(operation: string): number;
  is(mood: Mood): void;
  /** Does the next one of these, and cuts the connection before it says so. */
  cutsAfter(operation: string): void;
  close(): Promise<void>;
}

/** A CRM of another company's, as small as can be: it speaks what `activities/crm/README.md` says, over a socket. */
export async function createNeighbour(secret: string): Promise<NeighbourProgram> {
  const books = new Books();
  const calls: string[] = [];
  const files = new Map<string, Buffer>();
  let mood: Mood = 'well';
  let cut: string | null = null;
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') return serve(files.get(request.url ?? ''), response);
    if (mood === 'dead') return void request.socket.destroy();
    const body = await read(request);
    if (!isSigned(request, body, secret)) return void response.writeHead(401).end();
    const { operation, key, data } = JSON.parse(body) as { operation: string; key: string; data: object };
    calls.push(operation);
    if (mood === 'hangs') return;
    if (typeof mood === 'object') return void response.writeHead(mood.status).end(mood.body);
    const done = books.answer(operation, key, { ...data });
    if (mood === 'cuts' || operation === cut) {
      cut = null;
      return void request.socket.destroy();
    }
    response.writeHead(done ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(done ?? {}));
  }
  return {
    url: `${origin}/rozmova`,
    origin,
    books,
    addFile: (content) => `${origin}${kept(files, content)}`,
    calls: (operation) => calls.filter((one) => one === operation).length,
    is: (next) => (mood = next),
    cutsAfter: (operation) => (cut = operation),
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

/** Under which path. */
function kept(files: Map<string, Buffer>, content: Buffer): string {
  const path = `/files/${files.size}`;
  files.set(path, content);
  return path;
}

function serve(file: Buffer | undefined, response: ServerResponse): void {
  if (file) response.writeHead(200).end(file);
  else response.writeHead(404).end();
}

const FIVE_MINUTES = 300_000;

function isSigned({ headers }: IncomingMessage, body: string, secret: string): boolean {
  const timestamp = String(headers['x-rozmova-timestamp']);
  const said = Buffer.from(String(headers['x-rozmova-signature']));
  const due = Buffer.from(`sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`);
  const isFresh = Math.abs(Date.now() - Number(timestamp)) < FIVE_MINUTES;
  return isFresh && said.length === due.length && timingSafeEqual(said, due);
}
