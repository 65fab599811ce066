import type { ChatBody } from '#api/chats/schema.ts';
import type { EntryBody } from '#api/chats/entry-schema.ts';
import type { MessageBody } from '#api/messages/schema.ts';
import { isNotNow, until, untilSettled } from './wait.ts';

export type Answer<T> = { status: number; body: T; ms: number };
export type List<T> = { items: T[]; total: number };
/** No answer came: the connection broke, or the time was over. */
export const NO_ANSWER = 0;

/** What may still happen has happened by then, mostly. */
const HAPPENS_MS = 10_000;

/** The product's HTTP API as one person uses it. */
export class Desk {
  readonly url: string;
  readonly credentials: Record<string, string>;

  constructor(url: string, credentials: Record<string, string> = {}) {
    this.url = url;
    this.credentials = credentials;
  }

  /** Logs in; the answer's cookie is used from then on. */
  static async logIn(url: string, email: string, password: string): Promise<Desk> {
    const { status, cookie } = await untilSettled(async () => {
      const answer = await fetch(`${url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      }).catch(() => null);
      await answer?.arrayBuffer();
      return { status: answer?.status ?? NO_ANSWER, cookie: answer?.headers.getSetCookie()[0]?.split(';')[0] };
    });
    if (status !== 201 || !cookie) throw new Error(`log-in: ${status}`);
    return new Desk(url, { cookie });
  }

  /** One try; a broken connection is an answer without a status. */
  async ask<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    timeoutMs = 10_000,
  ): Promise<Answer<T>> {
    const since = performance.now();
    const ms = () => performance.now() - since;
    try {
      const answer = await fetch(`${this.url}${path}`, {
        method,
        headers: {
          ...this.credentials,
          ...headers,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await answer.text();
      return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as T, ms: ms() };
    } catch {
      return { status: NO_ANSWER, body: null as T, ms: ms() };
    }
  }

  /** As `ask`, again while it is told that it cannot be done now: what may be said twice. */
  insist<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    return untilSettled(() => this.ask<T>(method, path, body));
  }

  /** As `insist`, but everything other than success is an error. */
  async get<T>(path: string): Promise<T> {
    return this.must<T>('GET', path);
  }

  async must<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.insist<T>(method, path, body);
    if (answer.status < 200 || answer.status > 299)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /**
   * A change that may be answered "not now", or that it may still happen: it has when the chat shows it, and where it
   * does not for a while it is asked for again.
   */
  async change(number: number, path: string, body: unknown, isDone: (chat: ChatBody) => boolean): Promise<void> {
    const route = `/api/chats/${number}${path}`;
    const happens = async () => isDone(await this.get<ChatBody>(`/api/chats/${number}`)) || undefined;
    const changed = await until(async () => {
      const { status, body: said } = await this.ask('PUT', route, body);
      if ((status >= 200 && status <= 299) || (await until(happens, isNotNow(status) ? HAPPENS_MS : 100))) return true;
      if (isNotNow(status)) return undefined;
      throw new Error(`PUT ${route}: ${status} ${JSON.stringify(said)}`);
    });
    if (!changed) throw new Error(`PUT ${route}: not now`);
  }

  chats = (pageId: string) => this.all<ChatBody>(`/api/chats?pageId=${pageId}&sort=number&order=asc`);
  messages = (number: number) => this.all<MessageBody>(`/api/chats/${number}/messages?order=asc`);
  timeline = async (number: number) =>
    (await this.get<List<EntryBody>>(`/api/chats/${number}/timeline?pageSize=100`)).items;

  private async all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    for (let page = 1; ; page += 1) {
      const list = await this.get<List<T>>(`${path}&page=${page}&pageSize=100`);
      items.push(...list.items);
      if (list.items.length === 0 || items.length >= list.total) return items;
    }
  }
}
