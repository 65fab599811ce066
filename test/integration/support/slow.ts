import { connect } from 'node:net';

export interface Slow {
  path: string;
  chunk: Buffer;
  chunks: number;
  pauseMs: number;
  /** Never comes to the end of the headers. */
  inHeaders?: boolean;
}

/** A POST that goes on and on; tells whether the server put an end to it, and after how many bytes. */
export function sendSlowly(
  port: number,
  slow: Slow,
): Promise<{ status: number | null; closed: boolean; sent: number }> {
  const socket = connect(port, '127.0.0.1');
  const state = { status: null as number | null, closed: false, sent: 0 };
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('data', (part) => (state.status ??= Number(/^HTTP\/1\.1 (\d+)/.exec(part.toString('latin1'))?.[1] ?? 0)));
  socket.on('error', () => undefined);
  socket.once('close', () => (state.closed = true));
  return (async () => {
    const head = `POST ${slow.path} HTTP/1.1\r\nHost: localhost:3000\r\nContent-Type: application/json\r\n`;
    socket.write(slow.inHeaders ? `${head}X-Long: ` : `${head}Transfer-Encoding: chunked\r\n\r\n`);
    for (let n = 0; n < slow.chunks && !state.closed && state.status === null; n += 1) {
      const frame = slow.inHeaders
        ? slow.chunk
        : Buffer.concat([Buffer.from(`${slow.chunk.length.toString(16)}\r\n`), slow.chunk, Buffer.from('\r\n')]);
      const went = socket.write(frame);
      state.sent += slow.chunk.length;
      if (!went) await Promise.race([ended, new Promise((resolve) => socket.once('drain', resolve))]);
      await new Promise((resolve) => setTimeout(resolve, slow.pauseMs));
    }
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 500))]);
    socket.destroy();
    return { ...state };
  })();
}
