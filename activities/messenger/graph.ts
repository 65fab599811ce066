import { createHmac } from 'node:crypto';
import { type GraphAnswer, call } from './graph-call.ts';

/** The version our calls are written for, named here and nowhere else (messenger-platform §9). */
const VERSION = 'v27.0';
/** The same for up to 25 MB. */
export const FILE_TIMEOUT_MS = 30_000;

export interface Graph {
  get(path: string, query: Record<string, string>, token: string): Promise<GraphAnswer>;
  post(path: string, body: unknown, token: string): Promise<GraphAnswer>;
  /** With a file in it. */
  postForm(path: string, form: FormData, token: string): Promise<GraphAnswer>;
  remove(path: string, token: string): Promise<GraphAnswer>;
}

/** The secret of the application that a token is of; empty: nobody knows it. */
export type SecretOf = (token: string) => Promise<string> | string;

/**
 * Speaks to the Graph API at `baseUrl`. Tokens travel in a header, never in an address; the application's secret proves
 * whose they are.
 */
export function createGraph(baseUrl: string, appSecret: string | SecretOf): Graph {
  const secretOf = typeof appSecret === 'string' ? () => appSecret : appSecret;
  async function ask(path: string, query: Record<string, string>, token: string, asked: Asked): Promise<GraphAnswer> {
    const url = addressOf(baseUrl, path);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const secret = await Promise.resolve(secretOf(token)).catch(() => null);
    // It cannot be looked up just now: nothing has left.
    if (secret === null) return { kind: 'not_left', code: 'SECRET_UNKNOWN' };
    if (secret) url.searchParams.set('appsecret_proof', createHmac('sha256', secret).update(token).digest('hex'));
    const { type, timeoutMs, ...init } = asked;
    const headers = { authorization: `Bearer ${token}`, ...(type && { 'content-type': type }) };
    return call(url.href, { ...init, headers }, timeoutMs);
  }
  return {
    get: (path, query, token) => ask(path, query, token, {}),
    post: (path, body, token) =>
      ask(path, {}, token, { method: 'POST', type: 'application/json', body: JSON.stringify(body) }),
    remove: (path, token) => ask(path, {}, token, { method: 'DELETE' }),
    postForm: (path, form, token) => ask(path, {}, token, { method: 'POST', body: form, timeoutMs: FILE_TIMEOUT_MS }),
  };
}

interface Asked {
  method?: string;
  type?: string;
  body?: string | FormData;
  timeoutMs?: number;
}

/** Asks for a token. As a form: neither codes nor secrets stand in an address. */
export function askForToken(baseUrl: string, form: Record<string, string>, timeoutMs?: number): Promise<GraphAnswer> {
  const url = addressOf(baseUrl, 'oauth/access_token').href;
  return call(url, { method: 'POST', body: new URLSearchParams(form) }, timeoutMs);
}

/** Where a person says what an application may do. */
export const dialogAt = (facebookUrl: string): URL => addressOf(facebookUrl, 'dialog/oauth');

const addressOf = (baseUrl: string, path: string): URL => new URL(`${baseUrl.replace(/\/$/, '')}/${VERSION}/${path}`);
