import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { type IncomingMessage, request as plainly, type RequestOptions } from 'node:http';
import { request as securely } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { type Address, type Hosts, ofSystem, type Target, target } from './hosts.ts';
import { NotFetched } from './not-fetched.ts';

export interface FetchSettings {
  hosts: Hosts;
  /** All addresses of a host. */
  resolve?: (host: string) => Promise<Address[]>;
  limits?: Partial<Limits>;
}

interface Limits {
  bytes: number;
  /** Until the answer begins, of each address asked. */
  beginMs: number;
  /** Without a byte. */
  silentMs: number;
  wholeMs: number;
}

/** Meta takes no larger files than these (messenger-platform §3.4). */
const LIMITS: Limits = { bytes: 25 * 1024 * 1024, beginMs: 8_000, silentMs: 10_000, wholeMs: 60_000 };
const REDIRECTS = 3;

/** Fetches what stands at an address into a file; answers its size. Throws `NotFetched`. */
export async function fetchTo(
  path: string,
  address: string,
  settings: FetchSettings,
  stop: AbortSignal,
): Promise<number> {
  const limits = { ...LIMITS, ...settings.limits };
  const whole = AbortSignal.timeout(limits.wholeMs);
  const signal = AbortSignal.any([stop, whole]);
  try {
    const answer = await follow(address, settings, limits, signal);
    return await save(answer, path, limits, signal);
  } catch (error) {
    if (error instanceof NotFetched) throw error;
    throw new NotFetched('again', whole.aborted ? 'slow' : 'away', error);
  }
}

/** Each address on the way is checked like the first one. */
async function follow(address: string, settings: FetchSettings, limits: Limits, signal: AbortSignal) {
  const { hosts, resolve = ofSystem } = settings;
  let next = address;
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    const answer = await ask(await target(next, hosts, resolve), limits, signal);
    const { statusCode: status = 0, headers } = answer;
    if (status === 200) return answer;
    answer.destroy();
    if (status < 300 || status >= 400 || !headers.location) throw refusal(status);
    if (!URL.canParse(headers.location, next)) throw new NotFetched('refused', 'host');
    next = new URL(headers.location, next).href;
  }
  throw new NotFetched('refused', 'redirects');
}

/** What its server may answer otherwise later, and what it says for good. */
function refusal(status: number): NotFetched {
  return status >= 500 || status === 408 || status === 429
    ? new NotFetched('again', 'away')
    : new NotFetched('failed', 'gone');
}

/** Asks this very address, whatever the host's name means by then. */
async function ask({ url, at }: Target, limits: Limits, signal: AbortSignal): Promise<IncomingMessage> {
  const options: RequestOptions = {
    agent: false,
    signal,
    // What is packed would be unpacked by nobody.
    headers: { accept: '*/*', 'accept-encoding': 'identity' },
    lookup: (_, { all }, done) => (all ? done(null, [at]) : done(null, at.address, at.family)),
  };
  const asked = url.protocol === 'https:' ? securely(url, options) : plainly(url, options);
  const timer = setTimeout(() => asked.destroy(new NotFetched('again', 'slow')), limits.beginMs);
  try {
    asked.end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    // What comes afterwards is told by its body.
    asked.on('error', () => undefined);
    return answer;
  } finally {
    clearTimeout(timer);
  }
}

async function save(answer: IncomingMessage, path: string, limits: Limits, signal: AbortSignal): Promise<number> {
  if (Number(answer.headers['content-length'] ?? 0) > limits.bytes) {
    answer.destroy();
    throw new NotFetched('refused', 'too_large');
  }
  answer.setTimeout(limits.silentMs, () => answer.destroy(new NotFetched('again', 'slow')));
  let size = 0;
  const measured = async function* (parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const part of parts) {
      size += part.length;
      if (size > limits.bytes) throw new NotFetched('refused', 'too_large');
      yield part;
    }
  };
  await pipeline(answer, measured, createWriteStream(path, { mode: 0o600 }), { signal });
  if (size === 0) throw new NotFetched('failed', 'empty');
  return size;
}
