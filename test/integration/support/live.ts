import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { TestApi } from './api.ts';
import { until } from './until.ts';
import type { Visitor } from './visitor.ts';

export interface LiveEvent {
  name: string;
  /** Null where the event did not bring one. */
  id: string | null;
  body: Record<string, unknown>;
}

/** One window on the live stream. */
export async function openLive(
  api: Pick<TestApi, 'url'>,
  who: Visitor,
  headers: Record<string, string> = {},
): Promise<LiveStream> {
  const { going, coming } = await connect(`${api.url}/api/changes`, { ...who.headers, ...headers });
  return new LiveStream(going, coming);
}

export class LiveStream {
  readonly events: LiveEvent[] = [];
  private readonly going: ClientRequest;
  private readonly coming: IncomingMessage;
  private rest = '';
  private last: string | null = null;
  private isOver = false;

  constructor(going: ClientRequest, coming: IncomingMessage) {
    this.going = going;
    this.coming = coming;
    coming.setEncoding('utf8');
    coming.on('data', (part: string) => this.hear(part));
    for (const name of ['end', 'close', 'error']) coming.on(name, () => (this.isOver = true));
  }

  get status(): number {
    return this.coming.statusCode ?? 0;
  }

  /** What a browser would send as `Last-Event-ID` when it connects again. */
  lastId(): string | null {
    return this.last;
  }

  named(name: string): LiveEvent[] {
    return this.events.filter((event) => event.name === name);
  }

  /** Another one than there are now. */
  next(name: string): Promise<LiveEvent> {
    const before = this.named(name).length;
    return until(`another ${name}`, () => this.named(name)[before]);
  }

  ended(): boolean {
    return this.isOver;
  }

  /** It ended in good order and was not cut off. */
  whole(): boolean {
    return this.coming.complete;
  }

  /** Stops and goes on reading, like a laptop that sleeps. */
  pause(): void {
    this.coming.pause();
  }

  resume(): void {
    this.coming.resume();
  }

  close(): void {
    this.going.destroy();
  }

  private hear(part: string): void {
    const blocks = (this.rest + part).split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) this.read(block);
  }

  private read(block: string): void {
    const parted = (line: string) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()];
    const fields = new Map(block.split('\n').map((line) => parted(line) as [string, string]));
    const id = fields.get('id') ?? null;
    this.last = id ?? this.last;
    const data = fields.get('data');
    if (data === undefined) return;
    this.events.push({ name: fields.get('event') ?? 'message', id, body: JSON.parse(data) as LiveEvent['body'] });
  }
}

function connect(
  url: string,
  headers: Record<string, string>,
): Promise<{ going: ClientRequest; coming: IncomingMessage }> {
  return new Promise((resolve, reject) => {
    const going = request(url, { headers, agent: false }, (coming) => resolve({ going, coming }));
    going.on('error', reject);
    going.end();
  });
}
