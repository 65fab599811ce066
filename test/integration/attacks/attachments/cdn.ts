import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

export interface Cdn {
  origin: string;
  /** Connections that were made to it. */
  connections(): number;
  close(): Promise<void>;
}

/** A host of files, or something inside that must not be asked. */
export async function openHost(answer: RequestListener): Promise<Cdn> {
  let connections = 0;
  const server = createServer(answer).listen(0, '127.0.0.1');
  server.on('connection', () => (connections += 1));
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
