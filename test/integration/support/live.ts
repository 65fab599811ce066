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

export interface LiveStream {
  status: number;
  events: LiveEvent[];
  /** What a browser would send as `Last-Event-ID` when it connects again. */
  lastId(): string | null;
  named(name: string): LiveEvent[];
  next(name: string, timeoutMs?: number): Promise<LiveEvent>;
  ended(): boolean;
  /** It ended in good order and was not cut off. */
  whole(): boolean;
  /** Stops and goes on reading, like a laptop that sleeps. */
  pause(): void;
  resume(): void;
  close(): void;
}

/** One window on the live stream. */
export async function openLive(
  api: Pick<TestApi, 'url'>,
  who: Visitor,
  headers: Record<string, string> = {},
): Promise<LiveStream> {
  const { going, coming } = await connect(`${api.url}/api/changes`, { ...who.headers, ...headers });
  const events: LiveEvent[] = [];
  const state = { rest: '', lastId: null as string | null, ended: false };
  coming.setEncoding('utf8');
  coming.on('data', (part: string) => {
    const blocks = (state.rest + part).split('\n\n');
    state.rest = blocks.pop() ?? '';
    for (const block of blocks) read(block);
  });
  for (const name of ['end', 'close', 'error']) coming.on(name, () => (state.ended = true));

  function read(block: string): void {
    const fields = new Map(
      block
        .split('\n')
        .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()]),
    );
    state.lastId = fields.get('id') ?? state.lastId;
    const data = fields.get('data');
    if (data !== undefined)
      events.push({
        name: fields.get('event') ?? 'message',
        id: fields.get('id') ?? null,
        body: JSON.parse(data) as LiveEvent['body'],
      });
  }
  const named = (name: string): LiveEvent[] => events.filter((event) => event.name === name);
  return {
    status: coming.statusCode ?? 0,
    events,
    lastId: () => state.lastId,
    named,
    next: async (name, timeoutMs) => {
      const before = named(name).length;
      return until(`another ${name}`, () => named(name)[before], timeoutMs);
    },
    ended: () => state.ended,
    whole: () => coming.complete,
    pause: () => coming.pause(),
    resume: () => coming.resume(),
    close: () => going.destroy(),
  };
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
