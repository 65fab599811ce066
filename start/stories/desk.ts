import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { until } from './until.ts';

/** What the stories look at in a chat. */
export type Chat = {
  number: number;
  status: string;
  phase: string;
  rung: number;
  client: { firstName: string; lastName: string };
  page: { name: string };
  operators: { id: string; name: string }[];
  waiting: { reason: string } | null;
  deadlines: { kind: string }[];
};

const BEAT_MS = 15_000;
const AGAIN_MS = 1_000;
const TRIES = 30;

/** Somebody at their desk, by the operations that the desk itself uses. */
export class Desk {
  readonly #url: string;
  readonly #cookie: string;
  readonly #tab = randomUUID();
  #beats: NodeJS.Timeout | undefined;

  private constructor(url: string, cookie: string) {
    this.#url = url;
    this.#cookie = cookie;
  }

  static async open(url: string, email: string, password: string): Promise<Desk> {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ email, password }),
    });
    if (!answer.ok) throw new Error(`${email} could not log in: ${answer.status}`);
    return new Desk(
      url,
      answer.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    );
  }

  /** On shift until they leave: only who is there is given chats. */
  async comes(): Promise<void> {
    const beat = () => this.#ask('PUT', '/me/presence', { tab: this.#tab, active: true });
    await beat();
    this.#beats = setInterval(() => void beat().catch(() => undefined), BEAT_MS);
  }

  async leaves(): Promise<void> {
    clearInterval(this.#beats);
    await this.#ask('DELETE', `/me/presence/${this.#tab}`);
    await this.#ask('DELETE', '/session');
  }

  /** The open chat of a client by their name, once it is so. */
  async chat(name: string, isSo: (chat: Chat) => boolean = () => true): Promise<Chat> {
    return until(`the chat of ${name}`, async () => {
      const { items } = await this.#ask<{ items: Chat[] }>('GET', `/chats?pageSize=100&q=${encodeURIComponent(name)}`);
      return items.find((chat) => chat.status !== 'finished' && nameOf(chat) === name && isSo(chat));
    });
  }

  /** Whether there was a chat with this client that is over. */
  async hasFinished(name: string): Promise<boolean> {
    const query = `status=finished&pageSize=100&q=${encodeURIComponent(name)}`;
    const { items } = await this.#ask<{ items: Chat[] }>('GET', `/chats?${query}`);
    return items.some((chat) => nameOf(chat) === name);
  }

  /** Said once, however often it is told: the key is the answer's own. */
  async answers({ number }: Chat, text: string): Promise<void> {
    const key = createHash('sha256').update(text).digest('hex');
    await this.#ask('POST', `/chats/${number}/messages`, { text }, { 'idempotency-key': `story-${key}` });
  }

  /** Whether the newest answer is in this state. */
  async untilAnswer({ number }: Chat, ...states: string[]): Promise<void> {
    await until(`an answer that is ${states.join(' or ')}`, async () => {
      const { items } = await this.#ask<{ items: { direction: string; state: string }[] }>(
        'GET',
        `/chats/${number}/messages?order=desc&pageSize=20`,
      );
      return states.includes(items.find(({ direction }) => direction === 'out')?.state ?? '') || undefined;
    });
  }

  sees = ({ number }: Chat) => this.#ask('PUT', `/chats/${number}/seen`);
  takes = ({ number }: Chat) => this.#ask('PUT', `/chats/${number}/operators/me`);
  finishes = ({ number }: Chat) => this.#ask('PUT', `/chats/${number}/status`, { status: 'finished' });

  /** The deadline comes now. */
  hastens = ({ number }: Chat, kind: string) =>
    this.#ask('PUT', `/chats/${number}/deadlines/${kind}`, { at: new Date().toISOString() });

  async #ask<T>(
    method: string,
    path: string,
    body?: unknown,
    more: Record<string, string> = {},
    tries = TRIES,
  ): Promise<T> {
    const headers = { cookie: this.#cookie, 'content-type': 'application/json', ...more };
    const response = await fetch(`${this.#url}/api${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    // A machine that has only just started is busy: each of these may be asked again.
    if (response.status === 503 && tries > 1) {
      await delay(AGAIN_MS);
      return this.#ask(method, path, body, more, tries - 1);
    }
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}

const nameOf = ({ client }: Chat): string => `${client.firstName} ${client.lastName}`.trim();
