import { once } from 'node:events';
import { type IncomingMessage, request as plainly, type RequestOptions } from 'node:http';
import { request as securely } from 'node:https';
import { type Address, type Hosts, ofSystem, target } from '#activities/files/hosts.ts';
import { NotFetched } from '#activities/files/not-fetched.ts';

export interface Where {
  url: string;
  hosts: Hosts;
  /** All addresses of a host. */
  resolve?: ((host: string) => Promise<Address[]>) | undefined;
}

/** Why there is no answer at all. */
export type NoAnswer = 'address' | 'inside' | 'away' | 'slow';

/**
 * One POST to an address that was looked up once, checked and is kept to, whatever the host's name means by then.
 * Redirects are not followed.
 */
export async function postPinned(
  { url: asked, hosts, resolve = ofSystem }: Where,
  { headers, body }: { headers: Record<string, string>; body: string },
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { url, at } = await Promise.race([target(asked, hosts, resolve), ended(signal)]);
  const options: RequestOptions = {
    method: 'POST',
    agent: false,
    signal,
    // What is packed would be unpacked by nobody.
    headers: { 'accept-encoding': 'identity', 'content-length': String(Buffer.byteLength(body)), ...headers },
    lookup: (_, { all }, done) => (all ? done(null, [at]) : done(null, at.address, at.family)),
  };
  const going = url.protocol === 'https:' ? securely(url, options) : plainly(url, options);
  going.end(body);
  const [answer] = (await once(going, 'response')) as [IncomingMessage];
  // What comes afterwards is told by its body.
  going.on('error', () => undefined);
  return answer;
}

/** The body as text, and whether it is longer than that. */
export async function readAtMost(answer: IncomingMessage, most: number): Promise<{ text: string; isCut: boolean }> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    // Leaving the loop destroys the answer.
    if (size > most) break;
  }
  return { text: Buffer.concat(parts).subarray(0, most).toString(), isCut: size > most };
}

/** What an error of the two above means. */
export function whyNoAnswer(error: unknown, slow: AbortSignal): NoAnswer {
  if (!(error instanceof NotFetched)) return slow.aborted ? 'slow' : 'away';
  if (error.fate === 'again') return 'away';
  return error.reason === 'inside' ? 'inside' : 'address';
}

const ended = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
