import { connect } from 'node:net';
import { request } from '../sending/request.ts';

/** One reader of a stream of changes, on a bare connection: a hundred of them must cost next to nothing. */
export interface OpenWindow {
  /** Resolves with the moment at which a text came. */
  shows(text: string): Promise<number>;
  close(): void;
}

const OPEN_MS = 10_000;
const SHOWN_MS = 30_000;

/** Resolves once the first of the stream has come; throws with the status where it is refused. */
export async function openWindow(address: string, headers: Record<string, string>, from?: string): Promise<OpenWindow> {
  const waiting = new Map<string, (at: number) => void>();
  const opened = Promise.withResolvers<void>();
  const local = from === undefined ? {} : { localAddress: from };
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(address).port), noDelay: true, ...local });
  socket.setEncoding('utf8');
  socket.write(request('GET', address, headers));
  socket.on('error', (error) => opened.reject(error));
  socket.on('close', () => opened.reject(new Error(`${address} was closed`)));
  let head = '';
  socket.on('data', (chunk: string) => {
    const at = performance.now();
    for (const [text, tell] of waiting) if (chunk.includes(text) && waiting.delete(text)) tell(at);
    if (head.includes('data:')) return;
    head += chunk;
    if (!head.startsWith('HTTP/1.1 200')) opened.reject(new Error(`${address}: ${head.slice(9, 12)}`));
    else if (head.includes('data:')) opened.resolve();
  });
  const timer = setTimeout(() => opened.reject(new Error(`${address} says nothing`)), OPEN_MS);
  await opened.promise.finally(() => clearTimeout(timer));
  return {
    shows: (text) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`a window does not show ${text}`)), SHOWN_MS);
        waiting.set(text, (at) => {
          clearTimeout(late);
          resolve(at);
        });
      }),
    close: () => socket.destroy(),
  };
}
