import { createServer } from 'node:net';
import { isRefusedByBrowsers } from './bad-ports.ts';

export const loopback = '127.0.0.1';
/** What Node listens on when no host is named: every address, IPv6 included where there is any. */
export const everywhere = null;

/** A port on `host` that is free now and that browsers open: one of the `wanted` if possible, else any. */
export async function freePort(wanted: number[] = [], host: string | null = loopback): Promise<number> {
  for (const port of wanted) {
    if (!isRefusedByBrowsers(port) && (await isFree(port, host))) return port;
  }
  for (let n = 0; n < SHARE * SHARES; n += 1) {
    const port = nextPort();
    if (await isFree(port, host)) return port;
  }
  return listenOnce(0, host);
}

/**
 * Ports below those that systems give to outgoing connections (32768 on Linux, 49152 elsewhere): between looking and
 * listening nobody's connection takes one. Each process begins with a share of its own, so two that look at the same
 * time do not find the same.
 */
const FIRST = 20_000;
const SHARE = 64;
const SHARES = 187;
let next = (process.pid % SHARES) * SHARE;

function nextPort(): number {
  const port = FIRST + (next % (SHARE * SHARES));
  next += 1;
  return port;
}

export async function isFree(port: number, host: string | null = loopback): Promise<boolean> {
  try {
    await listenOnce(port, host);
    return true;
  } catch {
    return false;
  }
}

function listenOnce(port: number, host: string | null): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, exclusive: true, ...(host !== null && { host }) }, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(taken));
    });
  });
}
