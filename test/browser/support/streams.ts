import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** The live streams that the servers of this process have open. */
export interface Streams {
  open(): number;
  stop(): void;
}

const STARTED = 'http.server.request.start';

export function countStreams(): Streams {
  const open = new Set<ServerResponse>();
  const started = (message: unknown): void => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    if (!request.url?.startsWith('/api/changes')) return;
    open.add(response);
    response.once('close', () => open.delete(response));
  };
  subscribe(STARTED, started);
  return { open: () => open.size, stop: () => unsubscribe(STARTED, started) };
}
