import type { IncomingMessage } from 'node:http';
import { ApiError } from '../errors/error.ts';

/**
 * The bytes as they come from the connection. A web request with its stream around them costs more than reading what
 * they say; whoever sends more than `most` is refused as soon as it is known.
 */
export function bodyOf(incoming: IncomingMessage, most: number): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const parts: Buffer[] = [];
  let size = 0;
  const refuse = (): void => {
    incoming.off('data', take).pause();
    reject(new ApiError('TOO_LARGE'));
  };
  const take = (part: Buffer): void => {
    size += part.length;
    if (size > most) refuse();
    else parts.push(part);
  };
  if (Number(incoming.headers['content-length'] ?? 0) > most) refuse();
  else
    incoming
      .on('data', take)
      .once('end', () => resolve(Buffer.concat(parts)))
      // Cut off in its middle: nobody waits for the answer.
      .once('error', () => reject(new ApiError('BAD_REQUEST')))
      // Every request is closed in the end; an error for each would be a twentieth of what accepting it takes.
      .once('close', () => {
        if (!incoming.readableEnded) reject(new ApiError('BAD_REQUEST'));
      });
  return promise;
}
