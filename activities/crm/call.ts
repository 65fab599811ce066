import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Address, Hosts } from '#activities/files/hosts.ts';
import { postPinned, readAtMost, whyNoAnswer } from '#activities/outgoing/pinned.ts';

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
    const headers = headersOf(secret, body, asked.key);
    const answer = await postPinned({ url, ...settings }, { headers, body }, slow);
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
    'content-type': 'application/json',
    'idempotency-key': Buffer.from(key).toString('base64url'),
    'x-rozmova-timestamp': timestamp,
    'x-rozmova-signature': `sha256=${signature}`,
  };
}

async function read(answer: IncomingMessage, most: number): Promise<string> {
  const { text, isCut } = await readAtMost(answer, most);
  if (isCut) throw new CallFailed('too_large', 200);
  return text;
}

function asFailed(error: unknown, slow: AbortSignal): CallFailed {
  if (error instanceof CallFailed) return error;
  if (error instanceof SyntaxError) return new CallFailed('unreadable', 200, error);
  return new CallFailed(whyNoAnswer(error, slow), null, error);
}
