import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { isLocalHost } from '#platform/local.ts';
import { bePatient, PATIENCE } from './patience.ts';

/** How long requests under way may take once we are asked to stop; live streams end at once. */
const CLOSE_MS = 5_000;
/** Connections whose last answer has gone out are kept alive by nobody. */
const IDLE_MS = 20;

/** Serves what this answers. */
export function listenOn(
  fetch: Parameters<typeof serve>[0]['fetch'],
  port: number,
  hostname: string,
): Promise<{ port: number; close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname, serverOptions: PATIENCE }, (info) =>
      resolve({ port: info.port, close: () => close(server as Server) }),
    );
    bePatient(server as Server);
    server.once('error', reject);
  });
}

/** Who reaches us under a name of this machine alone gets no open port in the network. */
export function hostnameFor(publicUrl: string): string {
  return isLocalHost(new URL(publicUrl).hostname) ? '127.0.0.1' : '0.0.0.0';
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_MS);
    const late = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(late);
      resolve();
    });
  });
}
