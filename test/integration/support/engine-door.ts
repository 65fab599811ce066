import { once } from 'node:events';
import { connect, createServer, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';

/**
 * The way to the real engine through a door: while it is broken, whoever connects gets an answer, and each call fails.
 */
export interface EngineDoor {
  address: string;
  isBroken: boolean;
  close(): Promise<void>;
}

/** gRPC's INTERNAL, as of a server whose store fails. */
const INTERNAL = '13';

export async function openDoor(engine: string): Promise<EngineDoor> {
  const upstream = connect(`http://${engine}`);
  const server = createServer();
  server.on('sessionError', () => undefined);
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    const isAsked = !headers[':path']?.endsWith('/GetSystemInfo');
    if (door.isBroken && isAsked) fail(stream);
    else pass(stream, upstream.request(headers));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sessions = new Set<{ destroy(): void }>();
  server.on('session', (session) => sessions.add(session));
  const door: EngineDoor = {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    isBroken: false,
    close: async () => {
      for (const session of sessions) session.destroy();
      upstream.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return door;
}

function fail(stream: ServerHttp2Stream): void {
  stream.resume();
  stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': INTERNAL }, { endStream: true });
}

function pass(stream: ServerHttp2Stream, call: ReturnType<ReturnType<typeof connect>['request']>): void {
  let trailers = {};
  call.on('error', () => stream.destroy());
  call.on('response', (headers, flags) => {
    // Without a body the answer's headers are its trailers.
    const isWhole = (flags & END_STREAM) !== 0;
    stream.respond(headers, { endStream: isWhole, waitForTrailers: !isWhole });
    if (!isWhole) call.pipe(stream);
  });
  call.on('trailers', (given) => (trailers = given));
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  stream.on('aborted', () => call.close());
  stream.pipe(call);
}

const END_STREAM = 0x1;
