import { PASSWORD, type PersonName } from './company.ts';
import type { TestApi } from './api.ts';
import { type Answer, type Asking, ask } from './http.ts';
import { insist } from './insist.ts';

/** Somebody with a session, a token, or nothing. Paths begin with `/`. */
export interface Visitor {
  /** What goes with each request: the cookie or the token. */
  readonly headers: Record<string, string>;
  ask(path: string, asking?: Asking): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  put(path: string, body?: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
}

export const nobody = (api: Pick<TestApi, 'url'>): Visitor => visitorWith(api, {});

export const withToken = (api: Pick<TestApi, 'url'>, token: string): Visitor =>
  visitorWith(api, { authorization: `Bearer ${token}` });

/** Logs in as one of the company, or as `email` with the company's password. */
export async function logIn(api: TestApi, who: PersonName | { email: string }): Promise<Visitor> {
  const email = typeof who === 'string' ? api.people[who].email : who.email;
  const answer = await insist(() => nobody(api).post('/api/session', { email, password: PASSWORD }));
  if (answer.status !== 201) throw new Error(`${email} could not log in: ${answer.text}`);
  return visitorWith(api, { cookie: cookieOf(answer) });
}

/** `name=value` of the session cookie an answer sets. */
export function cookieOf(answer: Answer): string {
  return (answer.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
}

export function visitorWith({ url }: Pick<TestApi, 'url'>, headers: Record<string, string>): Visitor {
  const send = (path: string, asking: Asking = {}): Promise<Answer> =>
    ask(url + path, { ...asking, headers: { ...headers, ...asking.headers } });
  return {
    headers,
    ask: send,
    get: (path) => send(path),
    post: (path, body, more = {}) => send(path, { method: 'POST', body, headers: more }),
    put: (path, body) => send(path, { method: 'PUT', body }),
    delete: (path) => send(path, { method: 'DELETE' }),
  };
}
