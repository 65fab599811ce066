import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request as plainly, type RequestOptions } from 'node:http';
import { request as securely } from 'node:https';
import { type Address, type Hosts, ofSystem, type Target, target } from '#activities/files/hosts.ts';
import { NotFetched } from '#activities/files/not-fetched.ts';

/** Another program that keeps a company's records, and what calls to it are signed with. */
export interface Neighbour {
  url: string;
  secret: string;
}

export interface CallSettings {
  hosts: Hosts;
  /** All addresses of a host. */
  resolve?: (host: string) => Promise<Address[]>;
  limits?: Partial<Limits>;
}

interface Limits {
  /** Of an answer. */
  bytes: number;
  wholeMs: number;
}

const LIMITS: Limits = { bytes: 256 * 1024, wholeMs: 10_000 };
const VERSION = 1;

/** Why there is no answer that could be read; `status` where there was one at all. */
export class CallFailed extends Error {
  override name = 'CallFailed';
  readonly reason: 'address' | 'inside' | 'away' | 'slow' | 'refused' | 'too_large' | 'unreadable';
  readonly status: number | null;

  constructor(reason: CallFailed['reason'], status: number | null = null, cause?: unknown) {
    super(status === null ? reason : `${reason}: ${status}`, { cause });
    this.reason = reason;
    this.status = status;
  }
}

/** What is asked; under the same key it is the same call, however often it comes. */
export interface Asked {
  operation: string;
  key: string;
  data: object;
}

/**
 * One signed call: POST of JSON to the neighbour's address, which was looked up once, checked and is kept to. Whatever
 * the call says stands in what is signed. Redirects are not followed.
 */
export async function call({ url, secret }: Neighbour, asked: Asked, settings: CallSettings): Promise<unknown> {
  const limits = { ...LIMITS, ...settings.limits };
  const body = JSON.stringify({ version: VERSION, ...asked });
  const slow = AbortSignal.timeout(limits.wholeMs);
  try {
    const place = await Promise.race([target(url, settings.hosts, settings.resolve ?? ofSystem), ended(slow)]);
    const answer = await post(place, body, headersOf(secret, body, asked.key), slow);
    const { statusCode: status = 0 } = answer;
    if (status === 200) return JSON.parse(await read(answer, limits.bytes));
    answer.destroy();
    throw new CallFailed('refused', status);
  } catch (error) {
    throw asFailed(error, slow);
  }
}

/** Of the moment and the body: what is heard cannot be said again later, or otherwise. */
function headersOf(secret: string, body: string, key: string): Record<string, string> {
  const timestamp = String(Date.now());
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return {
    accept: 'application/json',
    // What is packed would be unpacked by nobody.
    'accept-encoding': 'identity',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'idempotency-key': Buffer.from(key).toString('base64url'),
    'x-rozmova-timestamp': timestamp,
    'x-rozmova-signature': `sha256=${signature}`,
  };
}

/** This very address, whatever the host's name means by then. */
async function post({ url, at }: Target, body: string, headers: Record<string, string>, signal: AbortSignal) {
  const options: RequestOptions = {
    method: 'POST',
    agent: false,
    signal,
    headers,
    lookup: (_, { all }, done) => (all ? done(null, [at]) : done(null, at.address, at.family)),
  };
  const asked = url.protocol === 'https:' ? securely(url, options) : plainly(url, options);
  asked.end(body);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  // What comes afterwards is told by its body.
  asked.on('error', () => undefined);
  return answer;
}

async function read(answer: IncomingMessage, most: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length;
    // Leaving the loop destroys the answer.
    if (size > most) throw new CallFailed('too_large', 200);
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

const ended = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));

function asFailed(error: unknown, slow: AbortSignal): CallFailed {
  if (error instanceof CallFailed) return error;
  if (error instanceof SyntaxError) return new CallFailed('unreadable', 200, error);
  if (!(error instanceof NotFetched)) return new CallFailed(slow.aborted ? 'slow' : 'away', null, error);
  if (error.fate === 'again') return new CallFailed('away', null, error);
  return new CallFailed(error.reason === 'inside' ? 'inside' : 'address', null, error);
}
