import type { IncomingMessage } from 'node:http';
import { isUpload } from './access/guards.ts';

/** Who sends headers or a body too slowly is cut off within ten seconds; Node would look only every half minute. */
const BODY_MS = 8_000;

/** `requestTimeout` is for the longest body there is, a file of 25 MB over a slow line; shorter ones have `hurry`. */
export const PATIENCE = {
  headersTimeout: 6_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 20_000,
};

/** Cuts off a body that takes too long and is no file's. */
export function hurry(incoming: IncomingMessage): void {
  const { method = '', url: path = '', headers } = incoming;
  const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
  if (!hasBody || isUpload({ method, path })) return;
  const timer = setTimeout(() => {
    if (!incoming.complete) incoming.socket.destroy();
  }, BODY_MS);
  incoming.once('close', () => clearTimeout(timer));
}
