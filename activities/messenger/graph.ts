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
