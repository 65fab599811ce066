import { setTimeout as delay } from 'node:timers/promises';

export const DEMO_PASSWORD = 'rozmova-demo';

/** Whoever asks a running product over HTTP: a person who logged in, or a program with a token. */
export class Desk {
  readonly url: string;
  private readonly headers: Record<string, string>;

  private constructor(url: string, headers: Record<string, string>) {
    this.url = url;
    this.headers = headers;
  }

  static async logIn(url: string, email: string): Promise<Desk> {
    const body = JSON.stringify({ email, password: DEMO_PASSWORD });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/api/session`, { method: 'POST', headers, body });
    if (answer.status !== 201) throw new Error(`${email} could not log in: ${await answer.text()}`);
    return new Desk(url, {
      cookie: answer.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    });
  }

  static withToken(url: string, token: string): Desk {
    return new Desk(url, { authorization: `Bearer ${token}` });
  }

  /** One request; what a busy or starting product cannot do now is asked again for half a minute. */
  async ask(method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<Response> {
    const sent = body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
    const type = body === undefined || body instanceof Uint8Array ? {} : { 'content-type': 'application/json' };
    const headers = { ...this.headers, ...type, ...more };
    for (const until = Date.now() + 60_000; ;) {
      const answer = await fetch(this.url + path, { method, headers, ...(body === undefined ? {} : { body: sent }) });
      if (![503, 429].includes(answer.status) || Date.now() > until) return answer;
      await delay(500);
    }
  }

  /** The body of an answer that has to be a good one. */
  async do<T>(method: string, path: string, body?: unknown, more?: Record<string, string>): Promise<T> {
    const answer = await this.ask(method, path, body, more);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  }

  get = <T>(path: string): Promise<T> => this.do<T>('GET', path);
}

/** Asks until something is there, at most two minutes. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  ms = 120_000,
): Promise<T> {
  for (const end = Date.now() + ms; Date.now() < end;) {
    const found = await look();
    if (found) return found;
    await delay(200);
  }
  throw new Error(`it did not come about: ${what}`);
}
