import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { isUpload } from '../http/guards.ts';

/** Who sends headers or a body too slowly is cut off within ten seconds; Node would look only every half minute. */
const BODY_MS = 8_000;
/** A desk has a stream and a few more. */
const CONNECTIONS = 10_000;
/** Who says nothing yet. More than that at once is nobody's browser. */
const SILENT = 500;

/**
 * `headersTimeout` counts from the moment a connection is there: who never says a word is cut off by it, too.
 * `requestTimeout` is for the longest body there is, a file of 25 MB over a slow line; shorter ones have `hurry`.
 */
export const PATIENCE = {
  headersTimeout: 6_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 20_000,
};

/** Bounds what a server has open; `silent` for those who have not asked anything yet. */
export function bePatient(server: Server, silent = SILENT): void {
  server.maxConnections = CONNECTIONS;
  const quiet = new Set<Socket>();
  server.on('connection', (socket) => {
    quiet.add(socket);
    socket.once('close', () => quiet.delete(socket));
    // The one who has said nothing for the longest makes room: who means to ask has asked by then.
    const [oldest] = quiet;
    if (quiet.size > silent) {
      oldest?.destroy();
      if (oldest) quiet.delete(oldest);
    }
  });
  server.on('request', (incoming) => {
    quiet.delete(incoming.socket);
    hurry(incoming);
  });
}

/** Cuts off a body that takes too long and is no file's. */
function hurry(incoming: IncomingMessage): void {
  const { method = '', url: path = '', headers } = incoming;
  const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
  if (!hasBody || isUpload({ method, path })) return;
  const timer = setTimeout(() => {
    if (!incoming.complete) incoming.socket.destroy();
  }, BODY_MS);
  incoming.once('close', () => clearTimeout(timer));
}
