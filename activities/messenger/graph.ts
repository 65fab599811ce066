import { createHmac } from 'node:crypto';

/** The version our calls are written for, named here and nowhere else (messenger-platform §9). */
const VERSION = 'v27.0';
/** Past this the answer is not waited for: what left may or may not have arrived. */
export const GRAPH_TIMEOUT_MS = 12_000;
/** The same for up to 25 MB. */
export const FILE_TIMEOUT_MS = 30_000;

/** Twenty messages of two thousand characters with everything around them are a tenth of it. */
const ANSWER_MAX_BYTES = 2_000_000;

/** Errors of a connection that never came about: nothing can have left. */
const NOT_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_HAS_EXPIRED',
  'NOT_SENDABLE',
]);

/**
 * What came of a call: an answer (`body` null when it was no JSON, or without an end), nothing left, or the connection
 * was lost after something may have left.
 */
export type GraphAnswer =
  | { kind: 'answer'; status: number; body: unknown; headers: Headers }
  | { kind: 'not_left'; code: string }
  | { kind: 'lost'; code: string };

export interface Graph {
  get(path: string, query: Record<string, string>, token: string): Promise<GraphAnswer>;
  post(path: string, body: unknown, token: string): Promise<GraphAnswer>;
  /** With a file in it. */
  postForm(path: string, form: FormData, token: string): Promise<GraphAnswer>;
}

/**
 * Speaks to the Graph API at `baseUrl`. Tokens travel in a header, never in an address; `appSecret` proves whose they
 * are.
 */
export function createGraph(baseUrl: string, appSecret: string): Graph {
  const address = (path: string, query: Record<string, string>, token: string): string => {
    const url = new URL(`${baseUrl.replace(/\/$/, '')}/${VERSION}/${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    if (appSecret) url.searchParams.set('appsecret_proof', createHmac('sha256', appSecret).update(token).digest('hex'));
    return url.href;
  };
  return {
    get: (path, query, token) => call(address(path, query, token), { headers: { authorization: `Bearer ${token}` } }),
    post: (path, body, token) =>
      call(address(path, {}, token), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    postForm: (path, form, token) =>
      call(
        address(path, {}, token),
        { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form },
        FILE_TIMEOUT_MS,
      ),
  };
}

async function call(url: string, init: RequestInit, timeoutMs = GRAPH_TIMEOUT_MS): Promise<GraphAnswer> {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    const text = await readAtMost(response, ANSWER_MAX_BYTES);
    return { kind: 'answer', status: response.status, body: parse(text), headers: response.headers };
  } catch (error) {
    const code = codeOf(error);
    return { kind: NOT_LEFT.has(code) ? 'not_left' : 'lost', code };
  }
}

/** The body as text; nothing of one that is longer, and the connection is let go. */
export async function readAtMost({ body }: Response, bytes: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    // Leaving the loop cancels the stream.
    if (size > bytes) return '';
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function codeOf(error: unknown): string {
  // Of the request itself: a token with a line break in it, an address that is none. What the network does comes with a
  // cause.
  if (error instanceof TypeError && error.cause === undefined) return 'NOT_SENDABLE';
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof AggregateError && cause.errors[0]) return codeOf(cause.errors[0]);
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code);
  return cause instanceof Error ? cause.name : 'unknown';
}
