/** Past this the answer is not waited for: what left may or may not have arrived. */
export const GRAPH_TIMEOUT_MS = 12_000;

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

export async function call(url: string, init: RequestInit, timeoutMs = GRAPH_TIMEOUT_MS): Promise<GraphAnswer> {
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
